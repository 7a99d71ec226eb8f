-- dbmigrate: batch
UPDATE customers SET status = 'y';
