INSERT INTO orders (note, status) VALUES ('it''s the first; really', 'placed');

DO $$
BEGIN
    INSERT INTO orders (note, status) VALUES ('from a block', 'placed');
END;
$$;
