-- The range we open with. Later products come in through the back office.

INSERT INTO categories (slug, name)
VALUES ('coffee', 'Coffee'),
       ('tea', 'Tea'),
       ('equipment', 'Equipment');

INSERT INTO categories (parent_id, slug, name)
SELECT parent.id, child.slug, child.name
  FROM (VALUES ('coffee', 'espresso', 'Espresso'),
               ('coffee', 'filter-coffee', 'Filter coffee'),
               ('equipment', 'grinders', 'Grinders')) AS child (parent_slug, slug, name)
  JOIN categories parent ON parent.slug = child.parent_slug;

INSERT INTO products (sku, name, description, price)
VALUES ('COF-1001', 'House espresso', 'Dark roast; chocolate and a little smoke', 9.90),
       ('COF-1002', 'Yirgacheffe', 'Light roast from Ethiopia; jasmine, lemon', 12.50),
       ('TEA-2001', 'Darjeeling first flush', 'Picked in March, light and flowery', 14.00),
       ('TEA-2002', 'Peppermint', 'Whole leaves; no caffeine', 5.20),
       ('EQP-3001', 'Hand grinder', 'Steel burrs; 30 g at a time', 89.00),
       ('EQP-3002', 'Filter papers no. 4', '100 pieces', 3.80);

INSERT INTO product_categories (product_id, category_id)
SELECT p.id, c.id
  FROM (VALUES ('COF-1001', 'espresso'),
               ('COF-1002', 'filter-coffee'),
               ('TEA-2001', 'tea'),
               ('TEA-2002', 'tea'),
               ('EQP-3001', 'grinders'),
               ('EQP-3002', 'equipment'),
               ('EQP-3002', 'filter-coffee')) AS filed (sku, slug)
  JOIN products p ON p.sku = filed.sku
  JOIN categories c ON c.slug = filed.slug;
