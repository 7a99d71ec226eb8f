ALTER TABLE customers ADD COLUMN preferences jsonb;
