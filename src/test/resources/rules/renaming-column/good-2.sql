-- when the application writes both
-- dbmigrate: batch
UPDATE customers SET years = age WHERE years IS DISTINCT FROM age;
