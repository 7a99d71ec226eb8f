ALTER TABLE orders DISABLE TRIGGER orders_touch;
UPDATE orders SET total = 0 WHERE id = 7;
