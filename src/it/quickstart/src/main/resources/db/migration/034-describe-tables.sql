-- For the data team, who read the schema through the catalogue

COMMENT ON TABLE customers IS 'People with an account; guests get one on their first order';
COMMENT ON TABLE orders IS 'One row for each order, from the click on; never deleted';
COMMENT ON COLUMN orders.total IS 'Sum of order_lines.line_total, kept by the trigger order_lines_keep_total';
COMMENT ON COLUMN order_lines.unit_price IS 'Price on the day of the order, VAT included';
COMMENT ON TABLE stock_levels IS 'Sum of stock_movements; do not write here';
COMMENT ON TABLE audit_log IS 'Every change of orders and payments; kept for ten years';
COMMENT ON TABLE page_views IS 'Partitioned by month; the default partition should be empty';
COMMENT ON TYPE order_status IS 'In the order in which an order normally passes through them';
