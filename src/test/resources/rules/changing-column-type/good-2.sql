-- dbmigrate: batch
UPDATE customers SET age_new = age;
