-- dbmigrate: allow ban-drop-column, nobody has read it since 2.3
ALTER TABLE orders DROP COLUMN note;
