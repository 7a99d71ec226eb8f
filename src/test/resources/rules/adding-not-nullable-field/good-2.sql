ALTER TABLE customers VALIDATE CONSTRAINT customers_age_filled;
ALTER TABLE customers ALTER COLUMN age SET NOT NULL;
ALTER TABLE customers DROP CONSTRAINT customers_age_filled;
