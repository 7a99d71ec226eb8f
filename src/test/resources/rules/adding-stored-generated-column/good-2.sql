-- dbmigrate: batch
UPDATE customers SET lower_email = lower(email) WHERE lower_email IS NULL;
