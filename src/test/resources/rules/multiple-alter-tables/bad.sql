ALTER TABLE customers ADD COLUMN city text;
ALTER TABLE customers ADD COLUMN country text;
