-- dbmigrate: no-transaction
ALTER TABLE chk ADD CONSTRAINT chk_id_filled CHECK (id IS NOT NULL) NOT VALID;
CREATE UNIQUE INDEX CONCURRENTLY chk_pkey ON chk (id);
