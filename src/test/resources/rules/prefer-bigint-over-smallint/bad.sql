ALTER TABLE customers ADD COLUMN points smallint;
