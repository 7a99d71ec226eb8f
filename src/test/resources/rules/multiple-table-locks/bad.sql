ALTER TABLE customers ADD COLUMN phone text;
ALTER TABLE orders ADD COLUMN phone text;
