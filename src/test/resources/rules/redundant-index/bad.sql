-- dbmigrate: no-transaction
CREATE INDEX CONCURRENTLY customers_email_name_idx ON customers (email, name);
