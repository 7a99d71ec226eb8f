CREATE FUNCTION drop_note(t text) RETURNS void LANGUAGE sql AS $$
  SELECT do_ddl(t);
$$;
