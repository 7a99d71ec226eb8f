-- dbmigrate: no-transaction
CREATE INDEX CONCURRENTLY customers_age_idx ON customers (age);
