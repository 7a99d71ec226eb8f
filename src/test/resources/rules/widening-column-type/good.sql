ALTER TABLE customers ADD COLUMN long_code text;
