CREATE TYPE payment_method AS ENUM ('card', 'invoice');
CREATE TYPE payment_status AS ENUM ('pending', 'captured', 'failed', 'refunded');

CREATE TABLE payments (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id    bigint         NOT NULL REFERENCES orders (id),
    method      payment_method NOT NULL,
    status      payment_status NOT NULL DEFAULT 'pending',
    amount      money_amount   NOT NULL,
    provider_id text UNIQUE,
    created_at  timestamptz    NOT NULL DEFAULT now(),
    captured_at timestamptz,
    CONSTRAINT payments_captured_at_when_captured
        CHECK (status NOT IN ('captured', 'refunded') OR captured_at IS NOT NULL)
);

CREATE INDEX payments_order_id_idx ON payments (order_id);
