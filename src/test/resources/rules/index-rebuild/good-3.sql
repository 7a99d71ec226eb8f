-- dbmigrate: batch
UPDATE customers SET code_c = code;
