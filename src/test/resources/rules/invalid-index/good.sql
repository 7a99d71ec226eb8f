-- dbmigrate: no-transaction
CREATE INDEX CONCURRENTLY chk_nv_id_idx ON chk_nv (id);
