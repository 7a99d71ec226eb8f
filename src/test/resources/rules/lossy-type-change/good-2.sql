ALTER TABLE customers VALIDATE CONSTRAINT customers_code_length;
