-- Roast, origin, burr diameter: whatever the supplier's data sheet says.

ALTER TABLE products
    ADD COLUMN attributes jsonb NOT NULL DEFAULT '{}',
    ADD CONSTRAINT products_attributes_is_object CHECK (jsonb_typeof(attributes) = 'object');

CREATE INDEX products_attributes_idx ON products USING gin (attributes jsonb_path_ops);

UPDATE products
   SET attributes = known.attributes::jsonb
  FROM (VALUES ('COF-1001', '{"roast": "dark", "grams": 250}'),
               ('COF-1002', '{"roast": "light", "grams": 250, "origin": "ET"}'),
               ('TEA-2001', '{"grams": 100, "origin": "IN"}'),
               ('EQP-3001', '{"burrs": {"material": "steel", "mm": 48}}')) AS known (sku, attributes)
 WHERE products.sku = known.sku;
