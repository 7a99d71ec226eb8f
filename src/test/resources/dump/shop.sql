-- What the dumps beside this file are dumps of: a little of everything that pg_dump writes.
--
--   createdb shop; psql -v ON_ERROR_STOP=1 -d shop -f shop.sql; pg_dump shop > pg_dump-NN.sql
--
-- with server, psql and pg_dump of the same version NN.

SELECT current_setting('server_version_num')::int >= 140000 AS v14,
       current_setting('server_version_num')::int >= 150000 AS v15,
       current_setting('server_version_num')::int >= 160000 AS v16,
       current_setting('server_version_num')::int >= 170000 AS v17,
       current_setting('server_version_num')::int >= 180000 AS v18 \gset

CREATE ROLE dump_admin SUPERUSER;
CREATE ROLE dump_owner;
CREATE ROLE dump_reader;
SET SESSION AUTHORIZATION dump_admin;

CREATE SCHEMA shop AUTHORIZATION dump_owner;
CREATE SCHEMA "Odd ""names"" $1";
COMMENT ON SCHEMA shop IS E'The shop.\nIt''s comment has two lines; a ''quote'' and a \\backslash';

CREATE EXTENSION btree_gist;
CREATE EXTENSION citext WITH SCHEMA shop;
CREATE EXTENSION hstore;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION "uuid-ossp";
CREATE EXTENSION postgres_fdw;

ALTER DEFAULT PRIVILEGES FOR ROLE dump_owner IN SCHEMA shop GRANT SELECT ON TABLES TO dump_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE dump_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO dump_owner;
GRANT USAGE ON SCHEMA shop TO dump_reader;

SET ROLE dump_owner;
SET search_path = shop, public;

-- types

CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s fine', 'happy;');
CREATE TYPE address AS (street text, "zip code" varchar(10), country char(2));
COMMENT ON COLUMN address."zip code" IS 'as printed';
CREATE DOMAIN price AS numeric(12, 2) DEFAULT 0 CONSTRAINT not_negative CHECK (VALUE >= 0);
CREATE DOMAIN email AS citext CHECK (VALUE ~ '^[^@\s]+@[^@\s]+$');
CREATE FUNCTION float8_distance(a double precision, b double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT AS 'SELECT b - a';
CREATE TYPE float_range AS RANGE (subtype = double precision, subtype_diff = float8_distance);

-- functions, procedures, aggregates, operators, casts

CREATE FUNCTION tricky() RETURNS text LANGUAGE plpgsql STABLE AS $_$
BEGIN
/* a line that looks like the end of data, and one that looks like its begin:
\.
COPY nothing FROM stdin;
*/
    RETURN $a$; COMMIT; \connect nowhere $b$ $1 '$a$ || E'it''s \\ \t\x41' || $$ ''; -- $$ || '/*' || "current_user"();
EXCEPTION WHEN others THEN
    RAISE;
END
$_$;
CREATE FUNCTION add_up(text[]) RETURNS integer LANGUAGE sql IMMUTABLE
    AS $_$ SELECT sum(x::int)::int FROM unnest($1) AS t(x) $_$;
COMMENT ON FUNCTION add_up(text[]) IS '$1, $$, $_$';
CREATE FUNCTION later(id integer) RETURNS integer LANGUAGE sql SET search_path TO 'shop', 'pg_temp' SET work_mem TO '8MB'
    SECURITY DEFINER COST 7 AS 'SELECT id';
CREATE FUNCTION many(VARIADIC a integer[] DEFAULT '{}') RETURNS TABLE (n integer, total bigint) LANGUAGE sql ROWS 10
    AS 'SELECT count(*)::int, sum(x) FROM unnest(a) AS t(x)';
CREATE PROCEDURE tidy(INOUT n integer DEFAULT 1) LANGUAGE plpgsql AS 'BEGIN n := n + 1; COMMIT; END';
CREATE FUNCTION concat_state(state text, next text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT state || next || ';' $$;
CREATE AGGREGATE listing(text) (SFUNC = concat_state, STYPE = text, INITCOND = '\;');
CREATE FUNCTION same_mood(mood, mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1::text = $2::text';
CREATE OPERATOR === (FUNCTION = same_mood, LEFTARG = mood, RIGHTARG = mood, COMMUTATOR = ===);
CREATE FUNCTION mood_of(integer) RETURNS mood LANGUAGE sql IMMUTABLE
    AS $$ SELECT CASE WHEN $1 > 0 THEN 'happy;'::shop.mood ELSE 'sad' END $$;
CREATE CAST (integer AS mood) WITH FUNCTION mood_of(integer) AS ASSIGNMENT;
CREATE COLLATION german_like (provider = libc, locale = 'C');
CREATE TEXT SEARCH DICTIONARY stem (TEMPLATE = snowball, language = english, stopwords = english);
CREATE TEXT SEARCH CONFIGURATION words (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION words ALTER MAPPING FOR asciiword WITH stem;
\if :v14
CREATE FUNCTION atomic(a integer, b integer DEFAULT 3) RETURNS integer LANGUAGE sql
    BEGIN ATOMIC
        SELECT CASE WHEN a > b THEN a ELSE b END;
        SELECT a + b;
    END;
CREATE PROCEDURE atomic_nothing() LANGUAGE sql BEGIN ATOMIC END;
CREATE FUNCTION returned(x text) RETURNS text LANGUAGE sql IMMUTABLE RETURN upper(x) || ';';
\endif

-- tables

CREATE TABLE customer (
    id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5),
    name text COLLATE german_like NOT NULL,
    email email,
    mood mood DEFAULT 'ok' NOT NULL,
    home address,
    tags text[] DEFAULT '{}'::text[],
    extra jsonb,
    options hstore,
    token uuid DEFAULT uuid_generate_v4(),
    initials text GENERATED ALWAYS AS (left(name, 1)) STORED,
    CONSTRAINT customer_pkey PRIMARY KEY (id),
    CONSTRAINT customer_email_key UNIQUE (email) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT named CHECK (name <> '') NO INHERIT
);
COMMENT ON TABLE customer IS 'Who buys';
COMMENT ON COLUMN customer.name IS 'as "they" write it';
COMMENT ON CONSTRAINT named ON customer IS 'no nameless ones';
ALTER TABLE customer ALTER COLUMN extra SET STORAGE EXTERNAL, ALTER COLUMN name SET STATISTICS 200;
ALTER TABLE customer SET (fillfactor = 80, autovacuum_enabled = off);

CREATE TABLE product (
    id serial PRIMARY KEY,
    title text NOT NULL,
    price price,
    weight float_range,
    picture bytea,
    attributes xml,
    words tsvector
);
CREATE TABLE orders (
    id integer NOT NULL,
    customer bigint NOT NULL REFERENCES customer ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    placed timestamp with time zone NOT NULL,
    during tstzrange,
    total price,
    PRIMARY KEY (id, placed)
) PARTITION BY RANGE (placed);
CREATE TABLE orders_2023 PARTITION OF orders FOR VALUES FROM ('2023-01-01+00') TO ('2024-01-01+00');
CREATE TABLE orders_2024 PARTITION OF orders FOR VALUES FROM ('2024-01-01+00') TO ('2025-01-01+00') PARTITION BY HASH (id);
CREATE TABLE orders_2024_0 PARTITION OF orders_2024 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE orders_2024_1 PARTITION OF orders_2024 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE orders_rest PARTITION OF orders DEFAULT;
CREATE TABLE item (
    orders integer NOT NULL,
    placed timestamp with time zone NOT NULL,
    line smallint NOT NULL,
    product integer,
    amount integer DEFAULT 1,
    PRIMARY KEY (orders, placed, line),
    FOREIGN KEY (orders, placed) REFERENCES orders
);
-- not valid, in a cycle with another table
CREATE TABLE employee (id integer PRIMARY KEY, boss integer REFERENCES employee, team integer);
CREATE TABLE team (id integer PRIMARY KEY, lead integer REFERENCES employee);
ALTER TABLE employee ADD CONSTRAINT in_team FOREIGN KEY (team) REFERENCES team NOT VALID;

CREATE TABLE vehicle (id integer PRIMARY KEY, wheels integer CHECK (wheels > 0));
CREATE TABLE lorry (load integer) INHERITS (vehicle);
ALTER TABLE lorry ALTER COLUMN wheels SET DEFAULT 6;

CREATE TABLE room (number integer, during tsrange, EXCLUDE USING gist (number WITH =, during WITH &&));
CREATE UNLOGGED TABLE unlogged (a integer);
CREATE TABLE of_type OF address (street NOT NULL);
CREATE TABLE no_columns ();
CREATE TABLE "Order" ("select" integer, "a ""quoted"" b" text, "übung" text, """" integer DEFAULT 1);
CREATE TABLE "Odd table; -- $$" (id integer);
CREATE SEQUENCE number AS smallint START WITH -5 INCREMENT BY -2 MINVALUE -100 MAXVALUE -1 CACHE 3 CYCLE;
CREATE SEQUENCE untouched;
ALTER SEQUENCE untouched OWNED BY room.number;

-- what belongs to tables

CREATE INDEX customer_name ON customer USING gin (name gin_trgm_ops);
CREATE UNIQUE INDEX customer_lower ON customer (lower(name) DESC NULLS LAST, ((extra ->> 'a;b'))) INCLUDE (mood) WHERE mood <> 'sad';
CREATE INDEX orders_total ON orders (total);
CREATE INDEX customer_clustered ON customer USING btree (token) WITH (fillfactor = 70);
ALTER TABLE customer CLUSTER ON customer_clustered;
ALTER TABLE employee REPLICA IDENTITY FULL;
CREATE STATISTICS home_mood (dependencies, ndistinct) ON mood, initials FROM customer;
COMMENT ON STATISTICS home_mood IS 'they go together';

CREATE VIEW happy AS SELECT id, name, E'\\;' AS odd FROM customer WHERE mood === 'happy;' WITH CASCADED CHECK OPTION;
CREATE VIEW grouped WITH (security_barrier) AS SELECT c.id, c.name, count(*) FROM customer c GROUP BY c.id;
CREATE RECURSIVE VIEW numbers (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10;
CREATE MATERIALIZED VIEW per_mood AS SELECT mood, count(*) AS n FROM customer GROUP BY mood;
CREATE UNIQUE INDEX per_mood_key ON per_mood (mood);
CREATE MATERIALIZED VIEW never_filled AS SELECT * FROM per_mood WITH NO DATA;
COMMENT ON VIEW happy IS 'a view';

CREATE RULE happy_insert AS ON INSERT TO happy DO INSTEAD
    (INSERT INTO customer (name, email, mood) VALUES (new.name, 'a@b', 'happy;'); SELECT 1);
CREATE RULE nothing AS ON DELETE TO product WHERE old.id < 0 DO INSTEAD NOTHING;

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.name := NEW.name || ' ';
    RETURN NEW;
END $$;
CREATE TRIGGER touched BEFORE UPDATE OF name, mood ON customer FOR EACH ROW
    WHEN (old.name IS DISTINCT FROM new.name) EXECUTE FUNCTION touch('a;', E'b\\');
CREATE CONSTRAINT TRIGGER checked AFTER INSERT ON employee DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE employee DISABLE TRIGGER checked;
COMMENT ON TRIGGER touched ON customer IS 'a trigger';

ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE product FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON customer AS RESTRICTIVE FOR UPDATE TO dump_reader USING (name = current_user) WITH CHECK (mood <> 'sad');
CREATE POLICY everyone ON customer USING (true);

GRANT SELECT (id, name), UPDATE (mood) ON customer TO dump_reader;
GRANT ALL ON product TO dump_reader WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION add_up(text[]) TO dump_reader;
GRANT USAGE ON TYPE price TO dump_reader;
GRANT USAGE ON SEQUENCE number TO PUBLIC;

\if :v14
CREATE TABLE v14 (a int4multirange, b text COMPRESSION pglz);
INSERT INTO v14 VALUES ('{[1,3),[7,9)}', 'compressed');
CREATE STATISTICS expressions ON (wheels % 10), (id % 10) FROM vehicle;
\endif
\if :v15
CREATE TABLE v15 (a integer, b integer, UNIQUE NULLS NOT DISTINCT (a), UNIQUE (a, b), FOREIGN KEY (a, b) REFERENCES v15 (a, b) ON DELETE SET NULL (b));
CREATE VIEW v15_view WITH (security_invoker = true) AS SELECT a FROM v15;
\endif
\if :v16
CREATE TABLE v16 (a text STORAGE EXTERNAL, b integer DEFAULT 0x1F);
\endif
\if :v17
CREATE TABLE v17 (id integer GENERATED BY DEFAULT AS IDENTITY, a integer) PARTITION BY LIST (a);
CREATE TABLE v17_1 PARTITION OF v17 FOR VALUES IN (1, NULL);
INSERT INTO v17 (a) VALUES (1), (NULL), (1);
GRANT MAINTAIN ON v17 TO dump_reader;
\endif
\if :v18
CREATE TABLE v18 (
    id integer CONSTRAINT never_null NOT NULL,
    during daterange,
    doubled integer GENERATED ALWAYS AS (id * 2) VIRTUAL,
    CONSTRAINT small CHECK (id < 100) NOT ENFORCED,
    PRIMARY KEY (id, during WITHOUT OVERLAPS)
);
INSERT INTO v18 VALUES (1, '[2024-01-01,2024-02-01)'), (1, '[2024-02-01,2024-03-01)'), (1000, '[2024-01-01,)');
CREATE TABLE v18_part (id integer, during daterange, FOREIGN KEY (id, PERIOD during) REFERENCES v18 (id, PERIOD during));
ALTER TABLE v18_part ADD CONSTRAINT has_id NOT NULL id NOT VALID;
\endif

-- data

INSERT INTO customer (name, email, mood, home, tags, extra, options, token) VALUES
    (E'Zo\u00eb\tTab', 'Zoe@Example.com', 'happy;', ROW ('1, "Main" St', 'AB 12', 'GB'), ARRAY['a,b', NULL, '"q"', E'back\\slash', ''],
     '{"a;b": [1, null, "\u00fc \\ \""]}', '"k=>"=>"v;", n=>NULL', '00000000-0000-0000-0000-000000000001'),
    (E'two\nlines\r\nand \\.', NULL, 'sad', NULL, NULL, 'null', '', '00000000-0000-0000-0000-000000000002'),
    ('\.', 'dot@example.com', 'ok', ROW (NULL, NULL, NULL), '{}', '[]', NULL, '00000000-0000-0000-0000-000000000003'),
    ('\N', 'null@example.com', 'ok', NULL, '{NULL,"NULL"}', '"\\N"', NULL, '00000000-0000-0000-0000-000000000004'),
    (E'\n\\.\n\\restrict x\n--\n$$;\'', 'q@example.com', 'it''s fine', NULL, '{{1,2},{3,4}}', NULL, NULL, '00000000-0000-0000-0000-000000000005'),
    (E'\U0001F600 \u4e2d\u6587 \u200b \ufeff \b\f\v\x01\x7f', 'u@example.com', 'ok', NULL, NULL, '{"\ud83d\ude00": 1e400}', NULL,
     '00000000-0000-0000-0000-000000000006');
INSERT INTO product (title, price, weight, picture, attributes, words) VALUES
    ('all bytes', 1.50, '[0.5,1e300)', (SELECT string_agg(set_byte('\x00', 0, i), '' ORDER BY i) FROM generate_series(0, 255) AS i),
     '<a b="c">&lt;\</a>', to_tsvector('english', 'The quick \ brown''s foxes')),
    ('no document, a fragment', 0, 'empty', '', 'text <b/> only', ''),
    ('nothing', NULL, '(,)', NULL, NULL, NULL),
    (repeat('long \ ', 300), 9999999999.99, NULL, decode(repeat('00ff5c2e', 200), 'hex'), NULL, NULL);
SELECT setval('product_id_seq', 41, false);
INSERT INTO orders SELECT n, 100 + 5 * (n % 3), timestamptz '2023-06-01 00:00+00' + n * interval '1 month',
    tstzrange(timestamptz '2023-06-01 00:00+00', NULL), n * 1.25 FROM generate_series(1, 30) AS n;
INSERT INTO item SELECT id, placed, 1, 1, NULL FROM orders;
INSERT INTO team VALUES (1, NULL), (2, NULL);
INSERT INTO employee VALUES (1, NULL, 1), (2, 1, 1), (3, 2, 2), (4, 3, NULL);
UPDATE team SET lead = 3 WHERE id = 1;
INSERT INTO vehicle VALUES (1, 4), (2, NULL);
INSERT INTO lorry VALUES (3, 6, 40), (4, 8, NULL);
INSERT INTO room VALUES (1, '[2024-01-01,2024-01-02)'), (1, '[2024-01-02,2024-01-03)');
INSERT INTO unlogged VALUES (1), (NULL);
INSERT INTO of_type VALUES ('street', NULL, 'DE');
INSERT INTO no_columns DEFAULT VALUES;
INSERT INTO no_columns DEFAULT VALUES;
INSERT INTO "Order" VALUES (1, E'\t\t', 'ü'), (NULL, '', NULL);
SELECT nextval('number'), nextval('number');
SELECT lo_from_bytea(4711, '\x00ff5c27'), lo_from_bytea(4712, '');
COMMENT ON LARGE OBJECT 4711 IS 'large';
GRANT SELECT ON LARGE OBJECT 4712 TO dump_reader;
REFRESH MATERIALIZED VIEW per_mood;
REVOKE ALL ON team FROM dump_owner;

RESET ROLE;
RESET search_path;

-- what only a superuser can make

CREATE TYPE shop.shell_only;
CREATE TABLE "Odd ""names"" $1".t (id integer PRIMARY KEY);
CREATE FUNCTION shop.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE DEBUG ''%'', tg_tag; END';
CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION shop.on_ddl();
COMMENT ON EVENT TRIGGER watch IS 'fires';
CREATE EVENT TRIGGER asleep ON sql_drop EXECUTE FUNCTION shop.on_ddl();
ALTER EVENT TRIGGER asleep DISABLE;
CREATE PUBLICATION two_tables FOR TABLE shop.customer, shop.product WITH (publish = 'insert, update');
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE FOREIGN DATA WRAPPER nowhere OPTIONS (debug 'true');
CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname 'o''ther', host 'example.com');
CREATE USER MAPPING FOR dump_owner SERVER elsewhere OPTIONS ("user" 'somebody');
CREATE FOREIGN TABLE shop.remote (id integer OPTIONS (column_name 'ID'), t text) SERVER elsewhere OPTIONS (table_name 'r;');
CREATE SUBSCRIPTION asleep CONNECTION 'host=example.com' PUBLICATION two_tables WITH (connect = false);
ALTER SUBSCRIPTION asleep SET (slot_name = NONE);
CREATE OPERATOR FAMILY shop.mine USING btree;
CREATE OPERATOR CLASS shop.by_text FOR TYPE shop.mood USING btree FAMILY shop.mine AS FUNCTION 1 enum_cmp(anyenum, anyenum);
CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE shop.other_method (a integer) USING heap_too;
CREATE CONVERSION shop.back FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
GRANT SELECT ON TABLE shop.remote TO PUBLIC;
GRANT USAGE ON FOREIGN SERVER elsewhere TO dump_reader;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER TABLE shop.vehicle OWNER TO dump_reader;
\if :v15
CREATE PUBLICATION filtered FOR TABLE shop.product (id, title) WHERE (id > 0);
CREATE PUBLICATION of_schema FOR TABLES IN SCHEMA "Odd ""names"" $1";
\endif
