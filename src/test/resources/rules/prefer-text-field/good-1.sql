ALTER TABLE customers ADD COLUMN city text;
ALTER TABLE customers ADD CONSTRAINT customers_city_length CHECK (length(city) <= 50) NOT VALID;
