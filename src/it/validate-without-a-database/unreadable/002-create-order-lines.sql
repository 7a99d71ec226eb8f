CREATE TABLE order_lines (
    order_id bigint   NOT NULL REFERENCES orders (id),
    position smallint NOT NULL,
    sku      text     NOT NULL,
    PRIMARY KEY (order_id, position)
);
