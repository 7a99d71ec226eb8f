-- dbmigrate: batch
UPDATE customers SET u = gen_random_uuid() WHERE u IS NULL;
