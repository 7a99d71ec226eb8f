CREATE TABLE order_items (id bigint PRIMARY KEY, unit_price numeric);
