-- dbmigrate: batch
UPDATE customers SET number = nextval('customers_number_seq') WHERE number IS NULL;
