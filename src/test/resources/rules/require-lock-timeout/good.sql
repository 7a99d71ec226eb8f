-- dbmigrate: lock-timeout 10s
ALTER TABLE customers ADD COLUMN phone text;
