-- Version: 008
-- Date: 2024-02-12
-- Description: Orders and their lines. The price is copied into the line: an old order keeps
--              its price when the product gets another one.

CREATE TYPE order_status AS ENUM ('placed', 'paid', 'shipped', 'delivered', 'cancelled');

CREATE SEQUENCE order_number_seq;

CREATE FUNCTION next_order_number() RETURNS text
    LANGUAGE sql VOLATILE AS
$$
    SELECT to_char(now(), 'YYYY') || '-' || lpad(nextval('order_number_seq')::text, 7, '0')
$$;

CREATE TABLE orders (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number              text         NOT NULL UNIQUE DEFAULT next_order_number(),
    customer_id         bigint       NOT NULL REFERENCES customers (id),
    shipping_address_id bigint       NOT NULL REFERENCES addresses (id),
    status              order_status NOT NULL DEFAULT 'placed',
    placed_at           timestamptz  NOT NULL DEFAULT now(),
    updated_at          timestamptz  NOT NULL DEFAULT now()
);

CREATE INDEX orders_customer_id_idx ON orders (customer_id, placed_at DESC);
CREATE INDEX orders_open_idx ON orders (placed_at) WHERE status IN ('placed', 'paid');

CREATE TRIGGER orders_touch_updated_at
    BEFORE UPDATE ON orders
    FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION touch_updated_at();

CREATE TABLE order_lines (
    order_id   bigint       NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    position   smallint     NOT NULL CHECK (position > 0),
    product_id bigint       NOT NULL REFERENCES products (id),
    quantity   integer      NOT NULL CHECK (quantity > 0),
    unit_price money_amount NOT NULL,
    line_total numeric(14, 2) GENERATED ALWAYS AS (quantity * unit_price) STORED,
    PRIMARY KEY (order_id, position)
);

CREATE INDEX order_lines_product_id_idx ON order_lines (product_id);
