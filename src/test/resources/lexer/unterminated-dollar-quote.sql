DO $body$
BEGIN
END $Body$;
SELECT 1;