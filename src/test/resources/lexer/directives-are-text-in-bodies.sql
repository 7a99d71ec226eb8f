DO $$ -- dbmigrate: nonsense
$$;
SELECT '-- dbmigrate: nonsense';
/* -- dbmigrate: nonsense */
CREATE FUNCTION f() RETURNS int BEGIN ATOMIC
-- dbmigrate: nonsense
SELECT 1; END;
CREATE TABLE t (
-- dbmigrate: allow x
i int);
SELECT 1; -- see dbmigrate: nonsense
-- dbmigrate is a tool
