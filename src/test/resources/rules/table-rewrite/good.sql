ALTER TABLE orders ADD COLUMN room_new bigint;
