-- dbmigrate: no-transaction
CREATE SCHEMA IF NOT EXISTS reports;
VACUUM lookup;
