CREATE FUNCTION forget(customer bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS $$ UPDATE customers SET email = NULL WHERE id = customer $$;
