ALTER TABLE customers ADD COLUMN points bigint;
