SET LOCAL statement_timeout = 0;
ALTER TABLE customers ADD COLUMN phone text;
