-- dbmigrate: allow ban-drop-column, 2.3 stopped reading it
ALTER TABLE customers DROP COLUMN qty;
DROP DOMAIN posint;
