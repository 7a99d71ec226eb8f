-- The unique index lets the nightly job say REFRESH MATERIALIZED VIEW CONCURRENTLY.

CREATE MATERIALIZED VIEW product_ratings AS
SELECT p.id                             AS product_id,
       count(r.id)                      AS reviews,
       round(avg(r.rating), 2)          AS rating
  FROM products p
  LEFT JOIN reviews r ON r.product_id = p.id AND r.published
 GROUP BY p.id;

CREATE UNIQUE INDEX product_ratings_product_id_key ON product_ratings (product_id);
