ALTER TABLE customers ALTER COLUMN age TYPE bigint;
