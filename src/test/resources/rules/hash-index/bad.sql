-- dbmigrate: no-transaction
CREATE INDEX CONCURRENTLY customers_name_idx ON customers USING hash (name);
