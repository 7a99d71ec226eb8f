ALTER TABLE customers ADD COLUMN age_new bigint;
