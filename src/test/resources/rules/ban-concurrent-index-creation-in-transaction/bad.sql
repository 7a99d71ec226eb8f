DO $$
BEGIN
  CREATE INDEX CONCURRENTLY customers_age_idx ON customers (age);
END $$;
