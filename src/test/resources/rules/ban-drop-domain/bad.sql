CREATE DOMAIN unused AS int;
ALTER TABLE customers ALTER COLUMN qty TYPE int;
DROP DOMAIN posint;
