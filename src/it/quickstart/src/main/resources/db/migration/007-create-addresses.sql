CREATE TABLE addresses (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint       NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    recipient   text         NOT NULL,
    street      text         NOT NULL,
    postal_code text         NOT NULL,
    city        text         NOT NULL,
    country     country_code NOT NULL REFERENCES countries (code),
    is_default  boolean      NOT NULL DEFAULT false
);

CREATE INDEX addresses_customer_id_idx ON addresses (customer_id);

-- At most one default address for each customer
CREATE UNIQUE INDEX addresses_one_default_key ON addresses (customer_id) WHERE is_default;
