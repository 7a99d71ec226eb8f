CREATE FUNCTION digits_of_phone(text) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT replace(replace($1, ' ', ''), '-', '') $$;
