DO $$
DECLARE
  t text := 'customers';
BEGIN
  EXECUTE format('ALTER TABLE %I DROP COLUMN nn', t);
END $$;
