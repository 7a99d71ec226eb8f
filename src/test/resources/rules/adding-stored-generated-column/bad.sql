ALTER TABLE customers ADD COLUMN lower_email text GENERATED ALWAYS AS (lower(email)) STORED;
