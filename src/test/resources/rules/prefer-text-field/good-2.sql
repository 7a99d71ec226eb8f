ALTER TABLE customers VALIDATE CONSTRAINT customers_city_length;
