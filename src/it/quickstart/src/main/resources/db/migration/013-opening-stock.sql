-- Counted on 2 May 2024

INSERT INTO stock_movements (warehouse_id, product_id, change, reason)
SELECT w.id, p.id, counted.quantity, 'opening stock'
  FROM (VALUES ('VIE', 'COF-1001', 240),
               ('VIE', 'COF-1002', 120),
               ('VIE', 'TEA-2001', 60),
               ('VIE', 'TEA-2002', 90),
               ('VIE', 'EQP-3001', 25),
               ('VIE', 'EQP-3002', 400),
               ('AMS', 'COF-1001', 80),
               ('AMS', 'EQP-3002', 150)) AS counted (warehouse, sku, quantity)
  JOIN warehouses w ON w.code = counted.warehouse
  JOIN products p ON p.sku = counted.sku;
