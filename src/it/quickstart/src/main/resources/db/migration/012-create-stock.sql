-- Version: 012
-- Date: 2024-04-29
-- Description: Stock is the sum of its movements; the trigger keeps the sum, and the CHECK on it
--              refuses to sell what is not there.

CREATE TABLE warehouses (
    id   smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL
);

INSERT INTO warehouses (code, name)
VALUES ('VIE', 'Vienna, Lagergasse'),
       ('AMS', 'Amsterdam, Havenstraat');

CREATE TABLE stock_levels (
    warehouse_id smallint NOT NULL REFERENCES warehouses (id),
    product_id   bigint   NOT NULL REFERENCES products (id),
    quantity     integer  NOT NULL DEFAULT 0,
    PRIMARY KEY (warehouse_id, product_id),
    CONSTRAINT stock_levels_not_negative CHECK (quantity >= 0)
);

CREATE TABLE stock_movements (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    warehouse_id smallint    NOT NULL REFERENCES warehouses (id),
    product_id   bigint      NOT NULL REFERENCES products (id),
    change       integer     NOT NULL CHECK (change <> 0),
    reason       text        NOT NULL,
    moved_at     timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION apply_stock_movement() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    -- Not INSERT ... ON CONFLICT: the CHECK would refuse a negative change before the conflict is seen.
    UPDATE stock_levels
       SET quantity = quantity + NEW.change
     WHERE warehouse_id = NEW.warehouse_id
       AND product_id = NEW.product_id;
    IF NOT FOUND THEN
        INSERT INTO stock_levels (warehouse_id, product_id, quantity)
        VALUES (NEW.warehouse_id, NEW.product_id, NEW.change);
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER stock_movements_apply
    BEFORE INSERT ON stock_movements
    FOR EACH ROW EXECUTE FUNCTION apply_stock_movement();
