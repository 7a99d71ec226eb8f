-- The marketing report. Repeatable: change it here, and the next run replaces the view.

CREATE OR REPLACE VIEW customer_order_totals AS
SELECT c.id                                                    AS customer_id,
       concat_ws(' ', c.given_name, c.family_name)             AS customer,
       count(o.id)                                             AS orders,
       coalesce(sum(o.total), 0)                               AS total,
       max(o.placed_at)                                        AS last_order_at
  FROM customers c
  LEFT JOIN orders o ON o.customer_id = c.id AND o.status NOT IN ('cancelled', 'returned')
 GROUP BY c.id;
