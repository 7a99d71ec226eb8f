-- dbmigrate: no-transaction
CREATE SCHEMA reports;
VACUUM lookup;
