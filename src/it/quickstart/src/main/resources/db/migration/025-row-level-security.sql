-- Version: 025
-- Date: 2025-02-10
-- Description: The self-service API says  SET LOCAL shop.customer_id = '42'  and then sees only
--              that customer's rows. The owner of the tables (the back office) sees all.

CREATE FUNCTION current_customer_id() RETURNS bigint
    LANGUAGE sql STABLE AS
$$
    SELECT nullif(current_setting('shop.customer_id', true), '')::bigint
$$;

ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE addresses ENABLE ROW LEVEL SECURITY;

CREATE POLICY orders_of_customer ON orders
    FOR SELECT
    USING (customer_id = current_customer_id());

CREATE POLICY addresses_of_customer ON addresses
    USING (customer_id = current_customer_id())
    WITH CHECK (customer_id = current_customer_id());
