ALTER TABLE customers ADD COLUMN points int;
