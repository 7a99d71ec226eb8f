ALTER TABLE customers ALTER COLUMN created SET DEFAULT now();
