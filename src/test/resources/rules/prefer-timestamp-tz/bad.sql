ALTER TABLE customers ADD COLUMN seen_at timestamp;
