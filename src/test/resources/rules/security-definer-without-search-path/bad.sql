CREATE FUNCTION forget(customer bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER
AS $$ UPDATE customers SET email = NULL WHERE id = customer $$;
