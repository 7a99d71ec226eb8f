-- dbmigrate: no-transaction
INSERT INTO chk_nv VALUES (1, 1), (1, 2);
CREATE UNIQUE INDEX CONCURRENTLY chk_nv_id_key ON chk_nv (id);
