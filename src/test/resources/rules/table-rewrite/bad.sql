DO $$
BEGIN
  -- what is rolled back was done all the same
  ALTER TABLE orders ALTER COLUMN room TYPE bigint;
  RAISE EXCEPTION 'not today';
EXCEPTION
  WHEN raise_exception THEN NULL;
END $$;
