-- each object by its name, with the reason why it may go
-- dbmigrate: allow ban-drop-table, moved into a file in 2.3
DROP TABLE app.settings;
DROP SCHEMA app;
