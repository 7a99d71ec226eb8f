-- dbmigrate: batch
DELETE FROM lookup WHERE label IS NULL;
