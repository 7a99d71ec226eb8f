ALTER TABLE customers ADD CONSTRAINT customers_name_key UNIQUE USING INDEX customers_name_key;
