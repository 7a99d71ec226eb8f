CREATE TABLE returns (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id    bigint      NOT NULL,
    position    smallint    NOT NULL,
    quantity    integer     NOT NULL CHECK (quantity > 0),
    reason      text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (order_id, position) REFERENCES order_lines (order_id, position)
);

CREATE INDEX returns_order_line_idx ON returns (order_id, position);

-- An order counts as returned when every piece of it came back.
CREATE FUNCTION mark_order_returned() RETURNS trigger
    LANGUAGE plpgsql AS
$$
DECLARE
    sold integer;
    back integer;
BEGIN
    SELECT sum(quantity) INTO sold FROM order_lines WHERE order_id = NEW.order_id;
    SELECT sum(quantity) INTO back FROM returns WHERE order_id = NEW.order_id;

    IF back > sold THEN
        RAISE EXCEPTION 'order % has % pieces, % came back', NEW.order_id, sold, back
            USING ERRCODE = 'check_violation';
    ELSIF back = sold THEN
        UPDATE orders SET status = 'returned' WHERE id = NEW.order_id;
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER returns_mark_order
    AFTER INSERT ON returns
    FOR EACH ROW EXECUTE FUNCTION mark_order_returned();
