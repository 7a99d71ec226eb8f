ALTER TABLE items DROP CONSTRAINT items_order_id_fkey;
ALTER TABLE items DROP CONSTRAINT items_order_fk2;
DROP MATERIALIZED VIEW mv_orders;
-- dbmigrate: allow ban-drop-table, 2.3 keeps its orders elsewhere
DROP TABLE orders;
