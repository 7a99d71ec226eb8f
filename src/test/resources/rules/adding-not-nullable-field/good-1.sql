ALTER TABLE customers ADD CONSTRAINT customers_age_filled CHECK (age IS NOT NULL) NOT VALID;
