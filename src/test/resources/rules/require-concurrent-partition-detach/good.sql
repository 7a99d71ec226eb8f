-- dbmigrate: no-transaction
ALTER TABLE ev DETACH PARTITION ev_2024 CONCURRENTLY;
