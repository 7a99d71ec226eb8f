-- dbmigrate: no-transaction
CREATE INDEX CONCURRENTLY customers_wide_idx ON customers (name, age, status, created);
