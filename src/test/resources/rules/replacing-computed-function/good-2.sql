-- dbmigrate: no-transaction
CREATE INDEX CONCURRENTLY contacts_digits_idx ON contacts (digits_of_phone(phone));
