ALTER TABLE customers ADD COLUMN lower_email text;
