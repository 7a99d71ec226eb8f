-- dbmigrate: no-transaction
VACUUM customers;
