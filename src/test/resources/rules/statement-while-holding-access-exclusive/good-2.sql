ALTER TABLE orders ADD COLUMN label text;
