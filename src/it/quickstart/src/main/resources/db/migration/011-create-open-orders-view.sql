-- The list on the packing table's screen

CREATE VIEW open_orders AS
SELECT o.id,
       o.number,
       o.status,
       o.placed_at,
       c.email,
       a.city,
       a.country,
       sum(l.quantity)   AS items,
       sum(l.line_total) AS total
  FROM orders o
  JOIN customers c ON c.id = o.customer_id
  JOIN addresses a ON a.id = o.shipping_address_id
  JOIN order_lines l ON l.order_id = o.id
 WHERE o.status IN ('placed', 'paid')
 GROUP BY o.id, c.email, a.city, a.country;
