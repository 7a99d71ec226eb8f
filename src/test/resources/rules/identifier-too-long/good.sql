CREATE TABLE monthly_order_totals (id bigint PRIMARY KEY);
