ALTER TABLE customers ADD COLUMN u uuid;
ALTER TABLE customers ALTER COLUMN u SET DEFAULT gen_random_uuid();
