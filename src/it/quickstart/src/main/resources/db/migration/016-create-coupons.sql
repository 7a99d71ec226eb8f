-- Version: 016
-- Date: 2024-06-24
-- Description: A code may come back next summer, but it never means two discounts on one day.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE coupons (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code             text      NOT NULL CHECK (code = upper(code)),
    discount_percent smallint  NOT NULL CHECK (discount_percent BETWEEN 1 AND 90),
    valid_on         daterange NOT NULL CHECK (NOT isempty(valid_on)),
    CONSTRAINT coupons_code_once_at_a_time EXCLUDE USING gist (code WITH =, valid_on WITH &&)
);

ALTER TABLE orders ADD COLUMN coupon_id bigint REFERENCES coupons (id);

INSERT INTO coupons (code, discount_percent, valid_on)
VALUES ('SUMMER', 10, '[2024-07-01,2024-09-01)'),
       ('SUMMER', 15, '[2025-07-01,2025-09-01)');
