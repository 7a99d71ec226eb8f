ALTER TABLE customers RENAME TO clients;
CREATE VIEW customers AS SELECT * FROM clients;
GRANT SELECT ON customers TO h2_app;
