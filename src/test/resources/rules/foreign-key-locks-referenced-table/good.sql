CREATE TABLE notes (id bigint PRIMARY KEY, customer_id bigint);
CREATE INDEX notes_customer_idx ON notes (customer_id);
ALTER TABLE notes ADD FOREIGN KEY (customer_id) REFERENCES customers;
