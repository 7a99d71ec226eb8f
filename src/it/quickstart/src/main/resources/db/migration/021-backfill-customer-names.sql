-- Step 2 of 3: the customers from before 020

UPDATE customers
   SET family_name = regexp_replace(full_name, '^.*\s', ''),
       given_name  = nullif(rtrim(regexp_replace(full_name, '\S+$', '')), '')
 WHERE family_name IS NULL;

ALTER TABLE customers
    ADD CONSTRAINT customers_family_name_not_null CHECK (family_name IS NOT NULL) NOT VALID;
