-- dbmigrate: no-transaction
CREATE UNIQUE INDEX CONCURRENTLY customers_name_key ON customers (name);
