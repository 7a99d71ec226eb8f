ALTER TABLE orders ADD COLUMN label text;
CREATE TABLE labels AS SELECT code, label FROM lookup;
