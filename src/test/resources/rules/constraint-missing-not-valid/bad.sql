ALTER TABLE customers ADD CONSTRAINT customers_age_positive CHECK (age > 0);
