ALTER TABLE orders ADD CONSTRAINT apart EXCLUDE USING gist (room WITH =, during WITH &&);
