-- Where we deliver to. ON CONFLICT: the table was first filled by hand on staging.

CREATE TABLE IF NOT EXISTS countries (
    code     country_code PRIMARY KEY,
    name     text         NOT NULL,
    vat_rate numeric(4, 2) NOT NULL CHECK (vat_rate BETWEEN 0 AND 30)
);

INSERT INTO countries (code, name, vat_rate)
VALUES ('AT', 'Austria', 20),
       ('DE', 'Germany', 19),
       ('FR', 'France', 20),
       ('IT', 'Italy', 22),
       ('NL', 'Netherlands', 21)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, vat_rate = excluded.vat_rate;
