-- The harvest was poor: coffee costs 8 % more from 1 June 2025, rounded up to ten cents.

WITH coffee AS (
    UPDATE product_prices
       SET valid_on = daterange(lower(valid_on), '2025-06-01')
      FROM products
     WHERE products.id = product_prices.product_id
       AND products.sku LIKE 'COF-%'
       AND valid_on @> date '2025-06-01'
 RETURNING product_prices.product_id, product_prices.price
)
SELECT product_id, price AS old_price, ceil(price * 1.08 * 10) / 10 AS new_price
  INTO TEMPORARY TABLE coffee_increase
  FROM coffee;

INSERT INTO product_prices (product_id, price, valid_on)
SELECT product_id, new_price, daterange('2025-06-01', NULL)
  FROM coffee_increase;

DROP TABLE coffee_increase;
