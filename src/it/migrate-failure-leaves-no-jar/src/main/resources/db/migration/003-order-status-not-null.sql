UPDATE orders SET note = '' WHERE note IS NULL;

-- every order has a status since 002
ALTER TABLE orders ALTER COLUMN status SET NOT NULL;
