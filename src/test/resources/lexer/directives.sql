-- dbmigrate: no-transaction
--dbmigrate:lock-timeout 5s
-- dbmigrate: statement-timeout 10min, the table is big
CREATE INDEX CONCURRENTLY i ON t (a);
  -- dbmigrate: allow blocks-writes drops-data, table has 200 rows, no more
DROP TABLE t; -- dbmigrate: batch 10000
-- DBMIGRATE : allow x