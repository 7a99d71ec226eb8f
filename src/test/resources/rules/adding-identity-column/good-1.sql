CREATE SEQUENCE customers_number_seq;
ALTER TABLE customers ADD COLUMN number bigint;
ALTER TABLE customers ALTER COLUMN number SET DEFAULT nextval('customers_number_seq');
ALTER SEQUENCE customers_number_seq OWNED BY customers.number;
