-- Version: 027
-- Date: 2025-04-07
-- Description: Prices get a period of validity, so that an increase can be entered beforehand.
--              products.price stays until the shop front reads product_price_on().

CREATE TABLE product_prices (
    product_id bigint       NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    price      money_amount NOT NULL,
    valid_on   daterange    NOT NULL CHECK (NOT isempty(valid_on)),
    CONSTRAINT product_prices_one_at_a_time EXCLUDE USING gist (product_id WITH =, valid_on WITH &&)
);

INSERT INTO product_prices (product_id, price, valid_on)
SELECT id, price, daterange('2024-01-01', NULL)
  FROM products;

CREATE FUNCTION product_price_on(product bigint, day date) RETURNS numeric
    LANGUAGE sql STABLE AS
$$
    SELECT price FROM product_prices WHERE product_id = product AND valid_on @> day
$$;
