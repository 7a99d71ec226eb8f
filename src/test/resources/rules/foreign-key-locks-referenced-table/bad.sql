CREATE TABLE notes (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers);
CREATE INDEX notes_customer_idx ON notes (customer_id);
ALTER TABLE orders ADD COLUMN label text;
