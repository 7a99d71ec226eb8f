-- dbmigrate: no-transaction
CREATE INDEX CONCURRENTLY customers_code_c_idx ON customers (code_c);
