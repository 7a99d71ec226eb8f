ALTER SCHEMA app RENAME TO shop;
CREATE SCHEMA app;
CREATE VIEW app.settings AS SELECT * FROM shop.settings;
