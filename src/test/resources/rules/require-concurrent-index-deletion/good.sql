-- dbmigrate: no-transaction
DROP INDEX CONCURRENTLY customers_code_idx;
