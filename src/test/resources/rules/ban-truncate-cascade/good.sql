-- both are rebuilt from the shop every night
-- dbmigrate: allow ban-truncate, rebuilt every night
TRUNCATE orders, items;
