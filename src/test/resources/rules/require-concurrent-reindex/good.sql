-- dbmigrate: no-transaction
REINDEX TABLE CONCURRENTLY customers;
