ALTER TABLE customers ADD CONSTRAINT customers_code_length CHECK (length(code) <= 5) NOT VALID;
