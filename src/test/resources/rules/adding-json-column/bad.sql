ALTER TABLE customers ADD COLUMN preferences json;
