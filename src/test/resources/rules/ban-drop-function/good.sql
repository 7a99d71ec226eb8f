CREATE FUNCTION do_ddl(t text, c text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I DROP COLUMN %I', t, c);
END $$;
