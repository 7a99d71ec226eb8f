-- Letters need "Dear Ms ...": full_name becomes given_name and family_name, in three steps.
-- Step 1 of 3, expand: the new columns, and a trigger that fills them while the old shop
-- front still writes full_name.

ALTER TABLE customers
    ADD COLUMN given_name  text,
    ADD COLUMN family_name text;

CREATE FUNCTION split_customer_name() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF NEW.family_name IS NULL THEN
        NEW.family_name := regexp_replace(NEW.full_name, '^.*\s', '');
        NEW.given_name := nullif(rtrim(left(NEW.full_name, -length(NEW.family_name))), '');
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER customers_split_name
    BEFORE INSERT OR UPDATE OF full_name ON customers
    FOR EACH ROW EXECUTE FUNCTION split_customer_name();
