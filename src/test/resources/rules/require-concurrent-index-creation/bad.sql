CREATE INDEX customers_age_idx ON customers (age);
