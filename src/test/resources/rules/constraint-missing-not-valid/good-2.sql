ALTER TABLE customers VALIDATE CONSTRAINT customers_age_positive;
