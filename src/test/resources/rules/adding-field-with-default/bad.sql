ALTER TABLE customers ADD COLUMN u uuid DEFAULT gen_random_uuid();
