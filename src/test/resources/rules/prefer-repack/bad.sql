-- dbmigrate: no-transaction
VACUUM FULL customers;
