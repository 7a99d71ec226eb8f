CREATE TABLE orders_new (
  LIKE orders INCLUDING ALL,
  CONSTRAINT apart EXCLUDE USING gist (room WITH =, during WITH &&)
);
