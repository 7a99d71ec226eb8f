ALTER TABLE orders ADD COLUMN label text;
CREATE TABLE labels (LIKE lookup INCLUDING ALL);
INSERT INTO labels SELECT * FROM lookup;
