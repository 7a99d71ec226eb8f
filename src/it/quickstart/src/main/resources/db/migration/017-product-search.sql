-- Names weigh more than descriptions.

ALTER TABLE products
    ADD COLUMN search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', description), 'B')
    ) STORED;

CREATE INDEX products_search_idx ON products USING gin (search);
