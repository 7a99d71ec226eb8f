ALTER TABLE lookup SET SCHEMA app;
CREATE VIEW public.lookup AS SELECT * FROM app.lookup;
