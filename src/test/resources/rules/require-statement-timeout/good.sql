-- dbmigrate: statement-timeout 3h
ALTER TABLE customers ADD COLUMN phone text;
