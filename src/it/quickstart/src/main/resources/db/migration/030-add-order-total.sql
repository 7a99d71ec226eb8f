-- Version: 030
-- Date: 2025-07-14
-- Description: The order list sorts by total; summing the lines for each page was too slow.

ALTER TABLE orders ADD COLUMN total numeric(14, 2) NOT NULL DEFAULT 0;

CREATE FUNCTION keep_order_total() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE orders SET total = total - OLD.line_total WHERE id = OLD.order_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE orders SET total = total + NEW.line_total WHERE id = NEW.order_id;
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER order_lines_keep_total
    AFTER INSERT OR UPDATE OR DELETE ON order_lines
    FOR EACH ROW EXECUTE FUNCTION keep_order_total();
