-- dbmigrate: no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS customers_age_idx ON customers (age);
