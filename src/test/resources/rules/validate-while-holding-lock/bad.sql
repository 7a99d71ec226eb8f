ALTER TABLE customers ADD CONSTRAINT customers_age_positive CHECK (age > 0) NOT VALID;
ALTER TABLE customers VALIDATE CONSTRAINT customers_age_positive;
