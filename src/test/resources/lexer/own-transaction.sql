-- a transaction around the whole file is ours
BEGIN;
CREATE TABLE a (n int);
SAVEPOINT s;
ROLLBACK TO s;
END;
