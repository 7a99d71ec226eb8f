ALTER TABLE customers ADD COLUMN seen_at timestamptz;
