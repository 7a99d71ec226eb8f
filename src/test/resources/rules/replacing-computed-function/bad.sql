CREATE OR REPLACE FUNCTION plain_phone(text) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT replace(replace($1, ' ', ''), '-', '') $$;
