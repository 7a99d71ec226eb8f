-- SKUs come from the ERP system: three letters, a dash, four to six digits.

CREATE DOMAIN sku AS text
    CONSTRAINT sku_format CHECK (VALUE ~ '^[A-Z]{3}-[0-9]{4,6}$');

CREATE DOMAIN money_amount AS numeric(12, 2)
    CONSTRAINT money_amount_not_negative CHECK (VALUE >= 0);

CREATE DOMAIN country_code AS char(2)
    CONSTRAINT country_code_format CHECK (VALUE ~ '^[A-Z]{2}$');
