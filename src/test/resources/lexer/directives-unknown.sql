-- dbmigrate: no-transactions
-- dbmigrate: lock_timeout 5s
-- dbmigrate: frobnicate
-- dbmigrate:
-- dbmigrate no-transaction
SELECT 1;