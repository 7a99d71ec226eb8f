\set ON_ERROR_STOP on
\set VERBOSITY verbose
\timing
\echo making tables; or not
CREATE TABLE a (n int);
\pset pager off
\qecho 'done'
\echo one \\ SELECT 2;
\echo `date`
\set AUTOCOMMIT off
\set ON_ERROR_STOP_TOO on
SELECT 3
\timing
;
