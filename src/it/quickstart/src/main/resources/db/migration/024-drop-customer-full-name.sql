-- Step 3 of 3, contract: nothing has read or written full_name since release 3.2.

ALTER TABLE customers VALIDATE CONSTRAINT customers_family_name_not_null;
ALTER TABLE customers ALTER COLUMN family_name SET NOT NULL;
ALTER TABLE customers DROP CONSTRAINT customers_family_name_not_null;

DROP TRIGGER customers_split_name ON customers;
DROP FUNCTION split_customer_name();

ALTER TABLE customers DROP COLUMN full_name;
