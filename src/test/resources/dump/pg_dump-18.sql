--
-- PostgreSQL database dump
--

\restrict dump

-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6 (Debian 18.6-3)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: Odd "names" $1; Type: SCHEMA; Schema: -; Owner: dump_admin
--

CREATE SCHEMA "Odd ""names"" $1";


ALTER SCHEMA "Odd ""names"" $1" OWNER TO dump_admin;

--
-- Name: shop; Type: SCHEMA; Schema: -; Owner: dump_owner
--

CREATE SCHEMA shop;


ALTER SCHEMA shop OWNER TO dump_owner;

--
-- Name: SCHEMA shop; Type: COMMENT; Schema: -; Owner: dump_owner
--

COMMENT ON SCHEMA shop IS 'The shop.
It''s comment has two lines; a ''quote'' and a \backslash';


--
-- Name: german_like; Type: COLLATION; Schema: shop; Owner: dump_owner
--

CREATE COLLATION shop.german_like (provider = libc, locale = 'C');


ALTER COLLATION shop.german_like OWNER TO dump_owner;

--
-- Name: btree_gist; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;


--
-- Name: EXTENSION btree_gist; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';


--
-- Name: citext; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA shop;


--
-- Name: EXTENSION citext; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION citext IS 'data type for case-insensitive character strings';


--
-- Name: hstore; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA public;


--
-- Name: EXTENSION hstore; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION hstore IS 'data type for storing sets of (key, value) pairs';


--
-- Name: pg_trgm; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;


--
-- Name: EXTENSION pg_trgm; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';


--
-- Name: postgres_fdw; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS postgres_fdw WITH SCHEMA public;


--
-- Name: EXTENSION postgres_fdw; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION postgres_fdw IS 'foreign-data wrapper for remote PostgreSQL servers';


--
-- Name: uuid-ossp; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public;


--
-- Name: EXTENSION "uuid-ossp"; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION "uuid-ossp" IS 'generate universally unique identifiers (UUIDs)';


--
-- Name: address; Type: TYPE; Schema: shop; Owner: dump_owner
--

CREATE TYPE shop.address AS (
	street text,
	"zip code" character varying(10),
	country character(2)
);


ALTER TYPE shop.address OWNER TO dump_owner;

--
-- Name: COLUMN address."zip code"; Type: COMMENT; Schema: shop; Owner: dump_owner
--

COMMENT ON COLUMN shop.address."zip code" IS 'as printed';


--
-- Name: email; Type: DOMAIN; Schema: shop; Owner: dump_owner
--

CREATE DOMAIN shop.email AS shop.citext
	CONSTRAINT email_check CHECK ((VALUE OPERATOR(shop.~) '^[^@\s]+@[^@\s]+$'::shop.citext));


ALTER DOMAIN shop.email OWNER TO dump_owner;

--
-- Name: float8_distance(double precision, double precision); Type: FUNCTION; Schema: shop; Owner: dump_owner
--

CREATE FUNCTION shop.float8_distance(a double precision, b double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT
    AS $$SELECT b - a$$;


ALTER FUNCTION shop.float8_distance(a double precision, b double precision) OWNER TO dump_owner;

--
-- Name: float_range; Type: TYPE; Schema: shop; Owner: dump_owner
--

CREATE TYPE shop.float_range AS RANGE (
    subtype = double precision,
    multirange_type_name = shop.float_multirange,
    subtype_diff = shop.float8_distance
);


ALTER TYPE shop.float_range OWNER TO dump_owner;

--
-- Name: mood; Type: TYPE; Schema: shop; Owner: dump_owner
--

CREATE TYPE shop.mood AS ENUM (
    'sad',
    'ok',
    'it''s fine',
    'happy;'
);


ALTER TYPE shop.mood OWNER TO dump_owner;

--
-- Name: price; Type: DOMAIN; Schema: shop; Owner: dump_owner
--

CREATE DOMAIN shop.price AS numeric(12,2) DEFAULT 0
	CONSTRAINT not_negative CHECK ((VALUE >= (0)::numeric));


ALTER DOMAIN shop.price OWNER TO dump_owner;

--
-- Name: shell_only; Type: TYPE; Schema: shop; Owner: dump_admin
--

CREATE TYPE shop.shell_only;


ALTER TYPE shop.shell_only OWNER TO dump_admin;

--
-- Name: mood_of(integer); Type: FUNCTION; Schema: shop; Owner: dump_owner
--

CREATE FUNCTION shop.mood_of(integer) RETURNS shop.mood
    LANGUAGE sql IMMUTABLE
    AS $_$ SELECT CASE WHEN $1 > 0 THEN 'happy;'::shop.mood ELSE 'sad' END $_$;


ALTER FUNCTION shop.mood_of(integer) OWNER TO dump_owner;

--
-- Name: CAST (integer AS shop.mood); Type: CAST; Schema: -; Owner: -
--

CREATE CAST (integer AS shop.mood) WITH FUNCTION shop.mood_of(integer) AS ASSIGNMENT;


--
-- Name: add_up(text[]); Type: FUNCTION; Schema: shop; Owner: dump_owner
--

CREATE FUNCTION shop.add_up(text[]) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $_$ SELECT sum(x::int)::int FROM unnest($1) AS t(x) $_$;


ALTER FUNCTION shop.add_up(text[]) OWNER TO dump_owner;

--
-- Name: FUNCTION add_up(text[]); Type: COMMENT; Schema: shop; Owner: dump_owner
--

COMMENT ON FUNCTION shop.add_up(text[]) IS '$1, $$, $_$';


--
-- Name: atomic(integer, integer); Type: FUNCTION; Schema: shop; Owner: dump_owner
--

CREATE FUNCTION shop.atomic(a integer, b integer DEFAULT 3) RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (a > b) THEN a
             ELSE b
         END AS b;
 SELECT (a + b);
END;


ALTER FUNCTION shop.atomic(a integer, b integer) OWNER TO dump_owner;

--
-- Name: atomic_nothing(); Type: PROCEDURE; Schema: shop; Owner: dump_owner
--

CREATE PROCEDURE shop.atomic_nothing()
    LANGUAGE sql
    BEGIN ATOMIC
END;


ALTER PROCEDURE shop.atomic_nothing() OWNER TO dump_owner;

--
-- Name: concat_state(text, text); Type: FUNCTION; Schema: shop; Owner: dump_owner
--

CREATE FUNCTION shop.concat_state(state text, next text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT state || next || ';' $$;


ALTER FUNCTION shop.concat_state(state text, next text) OWNER TO dump_owner;

--
-- Name: later(integer); Type: FUNCTION; Schema: shop; Owner: dump_owner
--

CREATE FUNCTION shop.later(id integer) RETURNS integer
    LANGUAGE sql SECURITY DEFINER COST 7
    SET search_path TO 'shop', 'pg_temp'
    SET work_mem TO '8MB'
    AS $$SELECT id$$;


ALTER FUNCTION shop.later(id integer) OWNER TO dump_owner;

--
-- Name: many(integer[]); Type: FUNCTION; Schema: shop; Owner: dump_owner
--

CREATE FUNCTION shop.many(VARIADIC a integer[] DEFAULT '{}'::integer[]) RETURNS TABLE(n integer, total bigint)
    LANGUAGE sql ROWS 10
    AS $$SELECT count(*)::int, sum(x) FROM unnest(a) AS t(x)$$;


ALTER FUNCTION shop.many(VARIADIC a integer[]) OWNER TO dump_owner;

--
-- Name: on_ddl(); Type: FUNCTION; Schema: shop; Owner: dump_admin
--

CREATE FUNCTION shop.on_ddl() RETURNS event_trigger
    LANGUAGE plpgsql
    AS $$BEGIN RAISE DEBUG '%', tg_tag; END$$;


ALTER FUNCTION shop.on_ddl() OWNER TO dump_admin;

--
-- Name: returned(text); Type: FUNCTION; Schema: shop; Owner: dump_owner
--

CREATE FUNCTION shop.returned(x text) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN (upper(x) || ';'::text);


ALTER FUNCTION shop.returned(x text) OWNER TO dump_owner;

--
-- Name: same_mood(shop.mood, shop.mood); Type: FUNCTION; Schema: shop; Owner: dump_owner
--

CREATE FUNCTION shop.same_mood(shop.mood, shop.mood) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $_$SELECT $1::text = $2::text$_$;


ALTER FUNCTION shop.same_mood(shop.mood, shop.mood) OWNER TO dump_owner;

--
-- Name: tidy(integer); Type: PROCEDURE; Schema: shop; Owner: dump_owner
--

CREATE PROCEDURE shop.tidy(INOUT n integer DEFAULT 1)
    LANGUAGE plpgsql
    AS $$BEGIN n := n + 1; COMMIT; END$$;


ALTER PROCEDURE shop.tidy(INOUT n integer) OWNER TO dump_owner;

--
-- Name: touch(); Type: FUNCTION; Schema: shop; Owner: dump_owner
--

CREATE FUNCTION shop.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.name := NEW.name || ' ';
    RETURN NEW;
END $$;


ALTER FUNCTION shop.touch() OWNER TO dump_owner;

--
-- Name: tricky(); Type: FUNCTION; Schema: shop; Owner: dump_owner
--

CREATE FUNCTION shop.tricky() RETURNS text
    LANGUAGE plpgsql STABLE
    AS $_$
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


ALTER FUNCTION shop.tricky() OWNER TO dump_owner;

--
-- Name: listing(text); Type: AGGREGATE; Schema: shop; Owner: dump_owner
--

CREATE AGGREGATE shop.listing(text) (
    SFUNC = shop.concat_state,
    STYPE = text,
    INITCOND = '\;'
);


ALTER AGGREGATE shop.listing(text) OWNER TO dump_owner;

--
-- Name: heap_too; Type: ACCESS METHOD; Schema: -; Owner: -
--

CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler;


--
-- Name: ===; Type: OPERATOR; Schema: shop; Owner: dump_owner
--

CREATE OPERATOR shop.=== (
    FUNCTION = shop.same_mood,
    LEFTARG = shop.mood,
    RIGHTARG = shop.mood,
    COMMUTATOR = OPERATOR(shop.===)
);


ALTER OPERATOR shop.=== (shop.mood, shop.mood) OWNER TO dump_owner;

--
-- Name: mine; Type: OPERATOR FAMILY; Schema: shop; Owner: dump_admin
--

CREATE OPERATOR FAMILY shop.mine USING btree;
ALTER OPERATOR FAMILY shop.mine USING btree ADD
    FUNCTION 1 (anyenum, anyenum) enum_cmp(anyenum,anyenum);


ALTER OPERATOR FAMILY shop.mine USING btree OWNER TO dump_admin;

--
-- Name: by_text; Type: OPERATOR CLASS; Schema: shop; Owner: dump_admin
--

CREATE OPERATOR CLASS shop.by_text
    FOR TYPE shop.mood USING btree FAMILY shop.mine AS
    STORAGE shop.mood;


ALTER OPERATOR CLASS shop.by_text USING btree OWNER TO dump_admin;

--
-- Name: back; Type: CONVERSION; Schema: shop; Owner: dump_admin
--

CREATE CONVERSION shop.back FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;


ALTER CONVERSION shop.back OWNER TO dump_admin;

--
-- Name: stem; Type: TEXT SEARCH DICTIONARY; Schema: shop; Owner: dump_owner
--

CREATE TEXT SEARCH DICTIONARY shop.stem (
    TEMPLATE = pg_catalog.snowball,
    language = 'english', stopwords = 'english' );


ALTER TEXT SEARCH DICTIONARY shop.stem OWNER TO dump_owner;

--
-- Name: words; Type: TEXT SEARCH CONFIGURATION; Schema: shop; Owner: dump_owner
--

CREATE TEXT SEARCH CONFIGURATION shop.words (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR asciiword WITH shop.stem;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR word WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR hword_part WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR hword_asciipart WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR asciihword WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR hword WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION shop.words
    ADD MAPPING FOR uint WITH simple;


ALTER TEXT SEARCH CONFIGURATION shop.words OWNER TO dump_owner;

--
-- Name: nowhere; Type: FOREIGN DATA WRAPPER; Schema: -; Owner: dump_admin
--

CREATE FOREIGN DATA WRAPPER nowhere OPTIONS (
    debug 'true'
);


ALTER FOREIGN DATA WRAPPER nowhere OWNER TO dump_admin;

--
-- Name: elsewhere; Type: SERVER; Schema: -; Owner: dump_admin
--

CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
    dbname 'o''ther',
    host 'example.com'
);


ALTER SERVER elsewhere OWNER TO dump_admin;

--
-- Name: USER MAPPING dump_owner SERVER elsewhere; Type: USER MAPPING; Schema: -; Owner: dump_admin
--

CREATE USER MAPPING FOR dump_owner SERVER elsewhere OPTIONS (
    "user" 'somebody'
);


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: t; Type: TABLE; Schema: Odd "names" $1; Owner: dump_admin
--

CREATE TABLE "Odd ""names"" $1".t (
    id integer NOT NULL
);


ALTER TABLE "Odd ""names"" $1".t OWNER TO dump_admin;

--
-- Name: Odd table; -- $$; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop."Odd table; -- $$" (
    id integer
);


ALTER TABLE shop."Odd table; -- $$" OWNER TO dump_owner;

--
-- Name: Order; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop."Order" (
    "select" integer,
    "a ""quoted"" b" text,
    "übung" text,
    """" integer DEFAULT 1
);


ALTER TABLE shop."Order" OWNER TO dump_owner;

--
-- Name: customer; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.customer (
    id bigint NOT NULL,
    name text NOT NULL COLLATE shop.german_like,
    email shop.email,
    mood shop.mood DEFAULT 'ok'::shop.mood NOT NULL,
    home shop.address,
    tags text[] DEFAULT '{}'::text[],
    extra jsonb,
    options public.hstore,
    token uuid DEFAULT public.uuid_generate_v4(),
    initials text GENERATED ALWAYS AS ("left"(name, 1)) STORED,
    CONSTRAINT named CHECK ((name <> ''::text)) NO INHERIT
)
WITH (fillfactor='80', autovacuum_enabled=off);
ALTER TABLE ONLY shop.customer ALTER COLUMN name SET STATISTICS 200;
ALTER TABLE ONLY shop.customer ALTER COLUMN extra SET STORAGE EXTERNAL;


ALTER TABLE shop.customer OWNER TO dump_owner;

--
-- Name: TABLE customer; Type: COMMENT; Schema: shop; Owner: dump_owner
--

COMMENT ON TABLE shop.customer IS 'Who buys';


--
-- Name: COLUMN customer.name; Type: COMMENT; Schema: shop; Owner: dump_owner
--

COMMENT ON COLUMN shop.customer.name IS 'as "they" write it';


--
-- Name: CONSTRAINT named ON customer; Type: COMMENT; Schema: shop; Owner: dump_owner
--

COMMENT ON CONSTRAINT named ON shop.customer IS 'no nameless ones';


--
-- Name: customer_id_seq; Type: SEQUENCE; Schema: shop; Owner: dump_owner
--

ALTER TABLE shop.customer ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME shop.customer_id_seq
    START WITH 100
    INCREMENT BY 5
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: employee; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.employee (
    id integer NOT NULL,
    boss integer,
    team integer
);

ALTER TABLE ONLY shop.employee REPLICA IDENTITY FULL;


ALTER TABLE shop.employee OWNER TO dump_owner;

--
-- Name: grouped; Type: VIEW; Schema: shop; Owner: dump_owner
--

CREATE VIEW shop.grouped AS
SELECT
    NULL::bigint AS id,
    NULL::text COLLATE shop.german_like AS name,
    NULL::bigint AS count;


ALTER VIEW shop.grouped OWNER TO dump_owner;

--
-- Name: happy; Type: VIEW; Schema: shop; Owner: dump_owner
--

CREATE VIEW shop.happy AS
 SELECT id,
    name,
    '\;'::text AS odd
   FROM shop.customer
  WHERE (mood OPERATOR(shop.===) 'happy;'::shop.mood)
  WITH CASCADED CHECK OPTION;


ALTER VIEW shop.happy OWNER TO dump_owner;

--
-- Name: VIEW happy; Type: COMMENT; Schema: shop; Owner: dump_owner
--

COMMENT ON VIEW shop.happy IS 'a view';


--
-- Name: item; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.item (
    orders integer NOT NULL,
    placed timestamp with time zone NOT NULL,
    line smallint NOT NULL,
    product integer,
    amount integer DEFAULT 1
);


ALTER TABLE shop.item OWNER TO dump_owner;

--
-- Name: vehicle; Type: TABLE; Schema: shop; Owner: dump_reader
--

CREATE TABLE shop.vehicle (
    id integer NOT NULL,
    wheels integer,
    CONSTRAINT vehicle_wheels_check CHECK ((wheels > 0))
);


ALTER TABLE shop.vehicle OWNER TO dump_reader;

--
-- Name: lorry; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.lorry (
    load integer
)
INHERITS (shop.vehicle);


ALTER TABLE shop.lorry OWNER TO dump_owner;

--
-- Name: per_mood; Type: MATERIALIZED VIEW; Schema: shop; Owner: dump_owner
--

CREATE MATERIALIZED VIEW shop.per_mood AS
 SELECT mood,
    count(*) AS n
   FROM shop.customer
  GROUP BY mood
  WITH NO DATA;


ALTER MATERIALIZED VIEW shop.per_mood OWNER TO dump_owner;

--
-- Name: never_filled; Type: MATERIALIZED VIEW; Schema: shop; Owner: dump_owner
--

CREATE MATERIALIZED VIEW shop.never_filled AS
 SELECT mood,
    n
   FROM shop.per_mood
  WITH NO DATA;


ALTER MATERIALIZED VIEW shop.never_filled OWNER TO dump_owner;

--
-- Name: no_columns; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.no_columns (
);


ALTER TABLE shop.no_columns OWNER TO dump_owner;

--
-- Name: number; Type: SEQUENCE; Schema: shop; Owner: dump_owner
--

CREATE SEQUENCE shop.number
    AS smallint
    START WITH -5
    INCREMENT BY -2
    MINVALUE -100
    NO MAXVALUE
    CACHE 3
    CYCLE;


ALTER SEQUENCE shop.number OWNER TO dump_owner;

--
-- Name: numbers; Type: VIEW; Schema: shop; Owner: dump_owner
--

CREATE VIEW shop.numbers AS
 WITH RECURSIVE numbers(n) AS (
         SELECT 1 AS "?column?"
        UNION ALL
         SELECT (numbers_1.n + 1)
           FROM numbers numbers_1
          WHERE (numbers_1.n < 10)
        )
 SELECT n
   FROM numbers;


ALTER VIEW shop.numbers OWNER TO dump_owner;

--
-- Name: of_type; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.of_type OF shop.address (
    street NOT NULL
);


ALTER TABLE shop.of_type OWNER TO dump_owner;

--
-- Name: orders; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.orders (
    id integer NOT NULL,
    customer bigint NOT NULL,
    placed timestamp with time zone NOT NULL,
    during tstzrange,
    total shop.price
)
PARTITION BY RANGE (placed);


ALTER TABLE shop.orders OWNER TO dump_owner;

--
-- Name: orders_2023; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.orders_2023 (
    id integer CONSTRAINT orders_id_not_null NOT NULL,
    customer bigint CONSTRAINT orders_customer_not_null NOT NULL,
    placed timestamp with time zone CONSTRAINT orders_placed_not_null NOT NULL,
    during tstzrange,
    total shop.price
);


ALTER TABLE shop.orders_2023 OWNER TO dump_owner;

--
-- Name: orders_2024; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.orders_2024 (
    id integer CONSTRAINT orders_id_not_null NOT NULL,
    customer bigint CONSTRAINT orders_customer_not_null NOT NULL,
    placed timestamp with time zone CONSTRAINT orders_placed_not_null NOT NULL,
    during tstzrange,
    total shop.price
)
PARTITION BY HASH (id);


ALTER TABLE shop.orders_2024 OWNER TO dump_owner;

--
-- Name: orders_2024_0; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.orders_2024_0 (
    id integer CONSTRAINT orders_id_not_null NOT NULL,
    customer bigint CONSTRAINT orders_customer_not_null NOT NULL,
    placed timestamp with time zone CONSTRAINT orders_placed_not_null NOT NULL,
    during tstzrange,
    total shop.price
);


ALTER TABLE shop.orders_2024_0 OWNER TO dump_owner;

--
-- Name: orders_2024_1; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.orders_2024_1 (
    id integer CONSTRAINT orders_id_not_null NOT NULL,
    customer bigint CONSTRAINT orders_customer_not_null NOT NULL,
    placed timestamp with time zone CONSTRAINT orders_placed_not_null NOT NULL,
    during tstzrange,
    total shop.price
);


ALTER TABLE shop.orders_2024_1 OWNER TO dump_owner;

--
-- Name: orders_rest; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.orders_rest (
    id integer CONSTRAINT orders_id_not_null NOT NULL,
    customer bigint CONSTRAINT orders_customer_not_null NOT NULL,
    placed timestamp with time zone CONSTRAINT orders_placed_not_null NOT NULL,
    during tstzrange,
    total shop.price
);


ALTER TABLE shop.orders_rest OWNER TO dump_owner;

SET default_table_access_method = heap_too;

--
-- Name: other_method; Type: TABLE; Schema: shop; Owner: dump_admin
--

CREATE TABLE shop.other_method (
    a integer
);


ALTER TABLE shop.other_method OWNER TO dump_admin;

SET default_table_access_method = heap;

--
-- Name: product; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.product (
    id integer NOT NULL,
    title text NOT NULL,
    price shop.price,
    weight shop.float_range,
    picture bytea,
    attributes xml,
    words tsvector
);

ALTER TABLE ONLY shop.product FORCE ROW LEVEL SECURITY;


ALTER TABLE shop.product OWNER TO dump_owner;

--
-- Name: product_id_seq; Type: SEQUENCE; Schema: shop; Owner: dump_owner
--

CREATE SEQUENCE shop.product_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE shop.product_id_seq OWNER TO dump_owner;

--
-- Name: product_id_seq; Type: SEQUENCE OWNED BY; Schema: shop; Owner: dump_owner
--

ALTER SEQUENCE shop.product_id_seq OWNED BY shop.product.id;


--
-- Name: remote; Type: FOREIGN TABLE; Schema: shop; Owner: dump_admin
--

CREATE FOREIGN TABLE shop.remote (
    id integer,
    t text
)
SERVER elsewhere
OPTIONS (
    table_name 'r;'
);
ALTER FOREIGN TABLE ONLY shop.remote ALTER COLUMN id OPTIONS (
    column_name 'ID'
);


ALTER FOREIGN TABLE shop.remote OWNER TO dump_admin;

--
-- Name: room; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.room (
    number integer,
    during tsrange
);


ALTER TABLE shop.room OWNER TO dump_owner;

--
-- Name: team; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.team (
    id integer NOT NULL,
    lead integer
);


ALTER TABLE shop.team OWNER TO dump_owner;

--
-- Name: unlogged; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE UNLOGGED TABLE shop.unlogged (
    a integer
);


ALTER TABLE shop.unlogged OWNER TO dump_owner;

--
-- Name: untouched; Type: SEQUENCE; Schema: shop; Owner: dump_owner
--

CREATE SEQUENCE shop.untouched
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE shop.untouched OWNER TO dump_owner;

--
-- Name: untouched; Type: SEQUENCE OWNED BY; Schema: shop; Owner: dump_owner
--

ALTER SEQUENCE shop.untouched OWNED BY shop.room.number;


--
-- Name: v14; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.v14 (
    a int4multirange,
    b text
);
ALTER TABLE ONLY shop.v14 ALTER COLUMN b SET COMPRESSION pglz;


ALTER TABLE shop.v14 OWNER TO dump_owner;

--
-- Name: v15; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.v15 (
    a integer,
    b integer
);


ALTER TABLE shop.v15 OWNER TO dump_owner;

--
-- Name: v15_view; Type: VIEW; Schema: shop; Owner: dump_owner
--

CREATE VIEW shop.v15_view WITH (security_invoker='true') AS
 SELECT a
   FROM shop.v15;


ALTER VIEW shop.v15_view OWNER TO dump_owner;

--
-- Name: v16; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.v16 (
    a text,
    b integer DEFAULT 31
);
ALTER TABLE ONLY shop.v16 ALTER COLUMN a SET STORAGE EXTERNAL;


ALTER TABLE shop.v16 OWNER TO dump_owner;

--
-- Name: v17; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.v17 (
    id integer NOT NULL,
    a integer
)
PARTITION BY LIST (a);


ALTER TABLE shop.v17 OWNER TO dump_owner;

--
-- Name: v17_1; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.v17_1 (
    id integer CONSTRAINT v17_id_not_null NOT NULL,
    a integer
);


ALTER TABLE shop.v17_1 OWNER TO dump_owner;

--
-- Name: v17_id_seq; Type: SEQUENCE; Schema: shop; Owner: dump_owner
--

ALTER TABLE shop.v17 ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME shop.v17_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: v18; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.v18 (
    id integer CONSTRAINT never_null NOT NULL,
    during daterange NOT NULL,
    doubled integer GENERATED ALWAYS AS ((id * 2))
);


ALTER TABLE shop.v18 OWNER TO dump_owner;

--
-- Name: v18_part; Type: TABLE; Schema: shop; Owner: dump_owner
--

CREATE TABLE shop.v18_part (
    id integer,
    during daterange
);


ALTER TABLE shop.v18_part OWNER TO dump_owner;

--
-- Name: orders_2023; Type: TABLE ATTACH; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.orders ATTACH PARTITION shop.orders_2023 FOR VALUES FROM ('2023-01-01 00:00:00+00') TO ('2024-01-01 00:00:00+00');


--
-- Name: orders_2024; Type: TABLE ATTACH; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.orders ATTACH PARTITION shop.orders_2024 FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00');


--
-- Name: orders_2024_0; Type: TABLE ATTACH; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.orders_2024 ATTACH PARTITION shop.orders_2024_0 FOR VALUES WITH (modulus 2, remainder 0);


--
-- Name: orders_2024_1; Type: TABLE ATTACH; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.orders_2024 ATTACH PARTITION shop.orders_2024_1 FOR VALUES WITH (modulus 2, remainder 1);


--
-- Name: orders_rest; Type: TABLE ATTACH; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.orders ATTACH PARTITION shop.orders_rest DEFAULT;


--
-- Name: v17_1; Type: TABLE ATTACH; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.v17 ATTACH PARTITION shop.v17_1 FOR VALUES IN (1, NULL);


--
-- Name: lorry wheels; Type: DEFAULT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.lorry ALTER COLUMN wheels SET DEFAULT 6;


--
-- Name: product id; Type: DEFAULT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.product ALTER COLUMN id SET DEFAULT nextval('shop.product_id_seq'::regclass);


--
-- Data for Name: t; Type: TABLE DATA; Schema: Odd "names" $1; Owner: dump_admin
--

COPY "Odd ""names"" $1".t (id) FROM stdin;
\.


--
-- Data for Name: Odd table; -- $$; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop."Odd table; -- $$" (id) FROM stdin;
\.


--
-- Data for Name: Order; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop."Order" ("select", "a ""quoted"" b", "übung", """") FROM stdin;
1	\t\t	ü	1
\N		\N	1
\.


--
-- Data for Name: customer; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.customer (id, name, email, mood, home, tags, extra, options, token) FROM stdin;
100	Zoë\tTab	Zoe@Example.com	happy;	("1, ""Main"" St","AB 12",GB)	{"a,b",NULL,"\\"q\\"","back\\\\slash",""}	{"a;b": [1, null, "ü \\\\ \\""]}	"n"=>NULL, "k=>"=>"v;"	00000000-0000-0000-0000-000000000001
105	two\nlines\r\nand \\.	\N	sad	\N	\N	null		00000000-0000-0000-0000-000000000002
110	\\.	dot@example.com	ok	(,,)	{}	[]	\N	00000000-0000-0000-0000-000000000003
115	\\N	null@example.com	ok	\N	{NULL,"NULL"}	"\\\\N"	\N	00000000-0000-0000-0000-000000000004
120	\n\\.\n\\restrict x\n--\n$$;'	q@example.com	it's fine	\N	{{1,2},{3,4}}	\N	\N	00000000-0000-0000-0000-000000000005
125	😀 中文 ​ ﻿ \b\f\v	u@example.com	ok	\N	\N	{"😀": 10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000}	\N	00000000-0000-0000-0000-000000000006
\.


--
-- Data for Name: employee; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.employee (id, boss, team) FROM stdin;
1	\N	1
2	1	1
3	2	2
4	3	\N
\.


--
-- Data for Name: item; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.item (orders, placed, line, product, amount) FROM stdin;
1	2023-07-01 00:00:00+00	1	1	\N
2	2023-08-01 00:00:00+00	1	1	\N
3	2023-09-01 00:00:00+00	1	1	\N
4	2023-10-01 00:00:00+00	1	1	\N
5	2023-11-01 00:00:00+00	1	1	\N
6	2023-12-01 00:00:00+00	1	1	\N
12	2024-06-01 00:00:00+00	1	1	\N
13	2024-07-01 00:00:00+00	1	1	\N
14	2024-08-01 00:00:00+00	1	1	\N
16	2024-10-01 00:00:00+00	1	1	\N
17	2024-11-01 00:00:00+00	1	1	\N
18	2024-12-01 00:00:00+00	1	1	\N
7	2024-01-01 00:00:00+00	1	1	\N
8	2024-02-01 00:00:00+00	1	1	\N
9	2024-03-01 00:00:00+00	1	1	\N
10	2024-04-01 00:00:00+00	1	1	\N
11	2024-05-01 00:00:00+00	1	1	\N
15	2024-09-01 00:00:00+00	1	1	\N
19	2025-01-01 00:00:00+00	1	1	\N
20	2025-02-01 00:00:00+00	1	1	\N
21	2025-03-01 00:00:00+00	1	1	\N
22	2025-04-01 00:00:00+00	1	1	\N
23	2025-05-01 00:00:00+00	1	1	\N
24	2025-06-01 00:00:00+00	1	1	\N
25	2025-07-01 00:00:00+00	1	1	\N
26	2025-08-01 00:00:00+00	1	1	\N
27	2025-09-01 00:00:00+00	1	1	\N
28	2025-10-01 00:00:00+00	1	1	\N
29	2025-11-01 00:00:00+00	1	1	\N
30	2025-12-01 00:00:00+00	1	1	\N
\.


--
-- Data for Name: lorry; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.lorry (id, wheels, load) FROM stdin;
3	6	40
4	8	\N
\.


--
-- Data for Name: no_columns; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.no_columns  FROM stdin;


\.


--
-- Data for Name: of_type; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.of_type (street, "zip code", country) FROM stdin;
street	\N	DE
\.


--
-- Data for Name: orders_2023; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.orders_2023 (id, customer, placed, during, total) FROM stdin;
1	105	2023-07-01 00:00:00+00	["2023-06-01 00:00:00+00",)	1.25
2	110	2023-08-01 00:00:00+00	["2023-06-01 00:00:00+00",)	2.50
3	100	2023-09-01 00:00:00+00	["2023-06-01 00:00:00+00",)	3.75
4	105	2023-10-01 00:00:00+00	["2023-06-01 00:00:00+00",)	5.00
5	110	2023-11-01 00:00:00+00	["2023-06-01 00:00:00+00",)	6.25
6	100	2023-12-01 00:00:00+00	["2023-06-01 00:00:00+00",)	7.50
\.


--
-- Data for Name: orders_2024_0; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.orders_2024_0 (id, customer, placed, during, total) FROM stdin;
12	100	2024-06-01 00:00:00+00	["2023-06-01 00:00:00+00",)	15.00
13	105	2024-07-01 00:00:00+00	["2023-06-01 00:00:00+00",)	16.25
14	110	2024-08-01 00:00:00+00	["2023-06-01 00:00:00+00",)	17.50
16	105	2024-10-01 00:00:00+00	["2023-06-01 00:00:00+00",)	20.00
17	110	2024-11-01 00:00:00+00	["2023-06-01 00:00:00+00",)	21.25
18	100	2024-12-01 00:00:00+00	["2023-06-01 00:00:00+00",)	22.50
\.


--
-- Data for Name: orders_2024_1; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.orders_2024_1 (id, customer, placed, during, total) FROM stdin;
7	105	2024-01-01 00:00:00+00	["2023-06-01 00:00:00+00",)	8.75
8	110	2024-02-01 00:00:00+00	["2023-06-01 00:00:00+00",)	10.00
9	100	2024-03-01 00:00:00+00	["2023-06-01 00:00:00+00",)	11.25
10	105	2024-04-01 00:00:00+00	["2023-06-01 00:00:00+00",)	12.50
11	110	2024-05-01 00:00:00+00	["2023-06-01 00:00:00+00",)	13.75
15	100	2024-09-01 00:00:00+00	["2023-06-01 00:00:00+00",)	18.75
\.


--
-- Data for Name: orders_rest; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.orders_rest (id, customer, placed, during, total) FROM stdin;
19	105	2025-01-01 00:00:00+00	["2023-06-01 00:00:00+00",)	23.75
20	110	2025-02-01 00:00:00+00	["2023-06-01 00:00:00+00",)	25.00
21	100	2025-03-01 00:00:00+00	["2023-06-01 00:00:00+00",)	26.25
22	105	2025-04-01 00:00:00+00	["2023-06-01 00:00:00+00",)	27.50
23	110	2025-05-01 00:00:00+00	["2023-06-01 00:00:00+00",)	28.75
24	100	2025-06-01 00:00:00+00	["2023-06-01 00:00:00+00",)	30.00
25	105	2025-07-01 00:00:00+00	["2023-06-01 00:00:00+00",)	31.25
26	110	2025-08-01 00:00:00+00	["2023-06-01 00:00:00+00",)	32.50
27	100	2025-09-01 00:00:00+00	["2023-06-01 00:00:00+00",)	33.75
28	105	2025-10-01 00:00:00+00	["2023-06-01 00:00:00+00",)	35.00
29	110	2025-11-01 00:00:00+00	["2023-06-01 00:00:00+00",)	36.25
30	100	2025-12-01 00:00:00+00	["2023-06-01 00:00:00+00",)	37.50
\.


--
-- Data for Name: other_method; Type: TABLE DATA; Schema: shop; Owner: dump_admin
--

COPY shop.other_method (a) FROM stdin;
\.


--
-- Data for Name: product; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.product (id, title, price, weight, picture, attributes, words) FROM stdin;
1	all bytes	1.50	[0.5,1e+300)	\\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff	<a b="c">&lt;\\</a>	'brown':3 'fox':5 'quick':2
2	no document, a fragment	0.00	empty	\\x	text <b/> only	
3	nothing	\N	(,)	\N	\N	\N
4	long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ long \\ 	9999999999.99	\N	\\x00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e00ff5c2e	\N	\N
\.


--
-- Data for Name: room; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.room (number, during) FROM stdin;
1	["2024-01-01 00:00:00","2024-01-02 00:00:00")
1	["2024-01-02 00:00:00","2024-01-03 00:00:00")
\.


--
-- Data for Name: team; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.team (id, lead) FROM stdin;
2	\N
1	3
\.


--
-- Data for Name: unlogged; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.unlogged (a) FROM stdin;
1
\N
\.


--
-- Data for Name: v14; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.v14 (a, b) FROM stdin;
{[1,3),[7,9)}	compressed
\.


--
-- Data for Name: v15; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.v15 (a, b) FROM stdin;
\.


--
-- Data for Name: v16; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.v16 (a, b) FROM stdin;
\.


--
-- Data for Name: v17_1; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.v17_1 (id, a) FROM stdin;
1	1
2	\N
3	1
\.


--
-- Data for Name: v18; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.v18 (id, during) FROM stdin;
1	[2024-01-01,2024-02-01)
1	[2024-02-01,2024-03-01)
1000	[2024-01-01,)
\.


--
-- Data for Name: v18_part; Type: TABLE DATA; Schema: shop; Owner: dump_owner
--

COPY shop.v18_part (id, during) FROM stdin;
\.


--
-- Data for Name: vehicle; Type: TABLE DATA; Schema: shop; Owner: dump_reader
--

COPY shop.vehicle (id, wheels) FROM stdin;
1	4
2	\N
\.


--
-- Name: customer_id_seq; Type: SEQUENCE SET; Schema: shop; Owner: dump_owner
--

SELECT pg_catalog.setval('shop.customer_id_seq', 125, true);


--
-- Name: number; Type: SEQUENCE SET; Schema: shop; Owner: dump_owner
--

SELECT pg_catalog.setval('shop.number', -9, true);


--
-- Name: product_id_seq; Type: SEQUENCE SET; Schema: shop; Owner: dump_owner
--

SELECT pg_catalog.setval('shop.product_id_seq', 41, false);


--
-- Name: untouched; Type: SEQUENCE SET; Schema: shop; Owner: dump_owner
--

SELECT pg_catalog.setval('shop.untouched', 1, false);


--
-- Name: v17_id_seq; Type: SEQUENCE SET; Schema: shop; Owner: dump_owner
--

SELECT pg_catalog.setval('shop.v17_id_seq', 3, true);


--
-- Name: 4711; Type: BLOB METADATA; Schema: -; Owner: dump_owner
--

SELECT pg_catalog.lo_create('4711');

ALTER LARGE OBJECT 4711 OWNER TO dump_owner;

--
-- Name: LARGE OBJECT 4711; Type: COMMENT; Schema: -; Owner: dump_owner
--

COMMENT ON LARGE OBJECT 4711 IS 'large';


--
-- Name: 4712; Type: BLOB METADATA; Schema: -; Owner: dump_owner
--

SELECT pg_catalog.lo_create('4712');

ALTER LARGE OBJECT 4712 OWNER TO dump_owner;

--
-- Data for Name: 4711; Type: BLOBS; Schema: -; Owner: dump_owner
--

BEGIN;

SELECT pg_catalog.lo_open('4711', 131072);
SELECT pg_catalog.lowrite(0, '\x00ff5c27');
SELECT pg_catalog.lo_close(0);

COMMIT;

--
-- Data for Name: 4712; Type: BLOBS; Schema: -; Owner: dump_owner
--

BEGIN;

SELECT pg_catalog.lo_open('4712', 131072);
SELECT pg_catalog.lo_close(0);

COMMIT;

--
-- Name: t t_pkey; Type: CONSTRAINT; Schema: Odd "names" $1; Owner: dump_admin
--

ALTER TABLE ONLY "Odd ""names"" $1".t
    ADD CONSTRAINT t_pkey PRIMARY KEY (id);


--
-- Name: customer customer_email_key; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.customer
    ADD CONSTRAINT customer_email_key UNIQUE (email) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: customer customer_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (id);


--
-- Name: employee employee_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.employee
    ADD CONSTRAINT employee_pkey PRIMARY KEY (id);


--
-- Name: v18_part has_id; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE shop.v18_part
    ADD CONSTRAINT has_id NOT NULL id NOT VALID;


--
-- Name: item item_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (orders, placed, line);


--
-- Name: orders orders_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id, placed);


--
-- Name: orders_2023 orders_2023_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.orders_2023
    ADD CONSTRAINT orders_2023_pkey PRIMARY KEY (id, placed);


--
-- Name: orders_2024 orders_2024_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.orders_2024
    ADD CONSTRAINT orders_2024_pkey PRIMARY KEY (id, placed);


--
-- Name: orders_2024_0 orders_2024_0_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.orders_2024_0
    ADD CONSTRAINT orders_2024_0_pkey PRIMARY KEY (id, placed);


--
-- Name: orders_2024_1 orders_2024_1_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.orders_2024_1
    ADD CONSTRAINT orders_2024_1_pkey PRIMARY KEY (id, placed);


--
-- Name: orders_rest orders_rest_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.orders_rest
    ADD CONSTRAINT orders_rest_pkey PRIMARY KEY (id, placed);


--
-- Name: product product_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.product
    ADD CONSTRAINT product_pkey PRIMARY KEY (id);


--
-- Name: room room_number_during_excl; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.room
    ADD CONSTRAINT room_number_during_excl EXCLUDE USING gist (number WITH =, during WITH &&);


--
-- Name: v18 small; Type: CHECK CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE shop.v18
    ADD CONSTRAINT small CHECK ((id < 100)) NOT ENFORCED;


--
-- Name: team team_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.team
    ADD CONSTRAINT team_pkey PRIMARY KEY (id);


--
-- Name: v15 v15_a_b_key; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.v15
    ADD CONSTRAINT v15_a_b_key UNIQUE (a, b);


--
-- Name: v15 v15_a_key; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.v15
    ADD CONSTRAINT v15_a_key UNIQUE NULLS NOT DISTINCT (a);


--
-- Name: v18 v18_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.v18
    ADD CONSTRAINT v18_pkey PRIMARY KEY (id, during WITHOUT OVERLAPS);


--
-- Name: vehicle vehicle_pkey; Type: CONSTRAINT; Schema: shop; Owner: dump_reader
--

ALTER TABLE ONLY shop.vehicle
    ADD CONSTRAINT vehicle_pkey PRIMARY KEY (id);


--
-- Name: customer_clustered; Type: INDEX; Schema: shop; Owner: dump_owner
--

CREATE INDEX customer_clustered ON shop.customer USING btree (token) WITH (fillfactor='70');

ALTER TABLE shop.customer CLUSTER ON customer_clustered;


--
-- Name: customer_lower; Type: INDEX; Schema: shop; Owner: dump_owner
--

CREATE UNIQUE INDEX customer_lower ON shop.customer USING btree (lower(name) DESC NULLS LAST, ((extra ->> 'a;b'::text))) INCLUDE (mood) WHERE (mood <> 'sad'::shop.mood);


--
-- Name: customer_name; Type: INDEX; Schema: shop; Owner: dump_owner
--

CREATE INDEX customer_name ON shop.customer USING gin (name public.gin_trgm_ops);


--
-- Name: orders_total; Type: INDEX; Schema: shop; Owner: dump_owner
--

CREATE INDEX orders_total ON ONLY shop.orders USING btree (total);


--
-- Name: orders_2023_total_idx; Type: INDEX; Schema: shop; Owner: dump_owner
--

CREATE INDEX orders_2023_total_idx ON shop.orders_2023 USING btree (total);


--
-- Name: orders_2024_total_idx; Type: INDEX; Schema: shop; Owner: dump_owner
--

CREATE INDEX orders_2024_total_idx ON ONLY shop.orders_2024 USING btree (total);


--
-- Name: orders_2024_0_total_idx; Type: INDEX; Schema: shop; Owner: dump_owner
--

CREATE INDEX orders_2024_0_total_idx ON shop.orders_2024_0 USING btree (total);


--
-- Name: orders_2024_1_total_idx; Type: INDEX; Schema: shop; Owner: dump_owner
--

CREATE INDEX orders_2024_1_total_idx ON shop.orders_2024_1 USING btree (total);


--
-- Name: orders_rest_total_idx; Type: INDEX; Schema: shop; Owner: dump_owner
--

CREATE INDEX orders_rest_total_idx ON shop.orders_rest USING btree (total);


--
-- Name: per_mood_key; Type: INDEX; Schema: shop; Owner: dump_owner
--

CREATE UNIQUE INDEX per_mood_key ON shop.per_mood USING btree (mood);


--
-- Name: orders_2023_pkey; Type: INDEX ATTACH; Schema: shop; Owner: dump_owner
--

ALTER INDEX shop.orders_pkey ATTACH PARTITION shop.orders_2023_pkey;


--
-- Name: orders_2023_total_idx; Type: INDEX ATTACH; Schema: shop; Owner: dump_owner
--

ALTER INDEX shop.orders_total ATTACH PARTITION shop.orders_2023_total_idx;


--
-- Name: orders_2024_0_pkey; Type: INDEX ATTACH; Schema: shop; Owner: dump_owner
--

ALTER INDEX shop.orders_2024_pkey ATTACH PARTITION shop.orders_2024_0_pkey;


--
-- Name: orders_2024_0_total_idx; Type: INDEX ATTACH; Schema: shop; Owner: dump_owner
--

ALTER INDEX shop.orders_2024_total_idx ATTACH PARTITION shop.orders_2024_0_total_idx;


--
-- Name: orders_2024_1_pkey; Type: INDEX ATTACH; Schema: shop; Owner: dump_owner
--

ALTER INDEX shop.orders_2024_pkey ATTACH PARTITION shop.orders_2024_1_pkey;


--
-- Name: orders_2024_1_total_idx; Type: INDEX ATTACH; Schema: shop; Owner: dump_owner
--

ALTER INDEX shop.orders_2024_total_idx ATTACH PARTITION shop.orders_2024_1_total_idx;


--
-- Name: orders_2024_pkey; Type: INDEX ATTACH; Schema: shop; Owner: dump_owner
--

ALTER INDEX shop.orders_pkey ATTACH PARTITION shop.orders_2024_pkey;


--
-- Name: orders_2024_total_idx; Type: INDEX ATTACH; Schema: shop; Owner: dump_owner
--

ALTER INDEX shop.orders_total ATTACH PARTITION shop.orders_2024_total_idx;


--
-- Name: orders_rest_pkey; Type: INDEX ATTACH; Schema: shop; Owner: dump_owner
--

ALTER INDEX shop.orders_pkey ATTACH PARTITION shop.orders_rest_pkey;


--
-- Name: orders_rest_total_idx; Type: INDEX ATTACH; Schema: shop; Owner: dump_owner
--

ALTER INDEX shop.orders_total ATTACH PARTITION shop.orders_rest_total_idx;


--
-- Name: expressions; Type: STATISTICS; Schema: shop; Owner: dump_owner
--

CREATE STATISTICS shop.expressions ON (wheels % 10), (id % 10) FROM shop.vehicle;


ALTER STATISTICS shop.expressions OWNER TO dump_owner;

--
-- Name: home_mood; Type: STATISTICS; Schema: shop; Owner: dump_owner
--

CREATE STATISTICS shop.home_mood (ndistinct, dependencies) ON mood, initials FROM shop.customer;


ALTER STATISTICS shop.home_mood OWNER TO dump_owner;

--
-- Name: STATISTICS home_mood; Type: COMMENT; Schema: shop; Owner: dump_owner
--

COMMENT ON STATISTICS shop.home_mood IS 'they go together';


--
-- Name: grouped _RETURN; Type: RULE; Schema: shop; Owner: dump_owner
--

CREATE OR REPLACE VIEW shop.grouped WITH (security_barrier='true') AS
 SELECT id,
    name,
    count(*) AS count
   FROM shop.customer c
  GROUP BY id;


--
-- Name: happy happy_insert; Type: RULE; Schema: shop; Owner: dump_owner
--

CREATE RULE happy_insert AS
    ON INSERT TO shop.happy DO INSTEAD ( INSERT INTO shop.customer (name, email, mood)
  VALUES (new.name, 'a@b'::shop.citext, 'happy;'::shop.mood);
 SELECT 1 AS "?column?";
);


--
-- Name: product nothing; Type: RULE; Schema: shop; Owner: dump_owner
--

CREATE RULE nothing AS
    ON DELETE TO shop.product
   WHERE (old.id < 0) DO INSTEAD NOTHING;


--
-- Name: employee checked; Type: TRIGGER; Schema: shop; Owner: dump_owner
--

CREATE CONSTRAINT TRIGGER checked AFTER INSERT ON shop.employee DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shop.touch();

ALTER TABLE shop.employee DISABLE TRIGGER checked;


--
-- Name: customer touched; Type: TRIGGER; Schema: shop; Owner: dump_owner
--

CREATE TRIGGER touched BEFORE UPDATE OF name, mood ON shop.customer FOR EACH ROW WHEN ((old.name IS DISTINCT FROM new.name)) EXECUTE FUNCTION shop.touch('a;', 'b\');


--
-- Name: TRIGGER touched ON customer; Type: COMMENT; Schema: shop; Owner: dump_owner
--

COMMENT ON TRIGGER touched ON shop.customer IS 'a trigger';


--
-- Name: employee employee_boss_fkey; Type: FK CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.employee
    ADD CONSTRAINT employee_boss_fkey FOREIGN KEY (boss) REFERENCES shop.employee(id);


--
-- Name: employee in_team; Type: FK CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.employee
    ADD CONSTRAINT in_team FOREIGN KEY (team) REFERENCES shop.team(id) NOT VALID;


--
-- Name: item item_orders_placed_fkey; Type: FK CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.item
    ADD CONSTRAINT item_orders_placed_fkey FOREIGN KEY (orders, placed) REFERENCES shop.orders(id, placed);


--
-- Name: orders orders_customer_fkey; Type: FK CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE shop.orders
    ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES shop.customer(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;


--
-- Name: team team_lead_fkey; Type: FK CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.team
    ADD CONSTRAINT team_lead_fkey FOREIGN KEY (lead) REFERENCES shop.employee(id);


--
-- Name: v15 v15_a_b_fkey; Type: FK CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.v15
    ADD CONSTRAINT v15_a_b_fkey FOREIGN KEY (a, b) REFERENCES shop.v15(a, b) ON DELETE SET NULL (b);


--
-- Name: v18_part v18_part_id_during_fkey; Type: FK CONSTRAINT; Schema: shop; Owner: dump_owner
--

ALTER TABLE ONLY shop.v18_part
    ADD CONSTRAINT v18_part_id_during_fkey FOREIGN KEY (id, PERIOD during) REFERENCES shop.v18(id, PERIOD during);


--
-- Name: customer; Type: ROW SECURITY; Schema: shop; Owner: dump_owner
--

ALTER TABLE shop.customer ENABLE ROW LEVEL SECURITY;

--
-- Name: customer everyone; Type: POLICY; Schema: shop; Owner: dump_owner
--

CREATE POLICY everyone ON shop.customer USING (true);


--
-- Name: customer own; Type: POLICY; Schema: shop; Owner: dump_owner
--

CREATE POLICY own ON shop.customer AS RESTRICTIVE FOR UPDATE TO dump_reader USING ((name = CURRENT_USER)) WITH CHECK ((mood <> 'sad'::shop.mood));


--
-- Name: everything; Type: PUBLICATION; Schema: -; Owner: dump_admin
--

CREATE PUBLICATION everything FOR ALL TABLES WITH (publish = 'insert, update, delete, truncate');


ALTER PUBLICATION everything OWNER TO dump_admin;

--
-- Name: filtered; Type: PUBLICATION; Schema: -; Owner: dump_admin
--

CREATE PUBLICATION filtered WITH (publish = 'insert, update, delete, truncate');


ALTER PUBLICATION filtered OWNER TO dump_admin;

--
-- Name: of_schema; Type: PUBLICATION; Schema: -; Owner: dump_admin
--

CREATE PUBLICATION of_schema WITH (publish = 'insert, update, delete, truncate');


ALTER PUBLICATION of_schema OWNER TO dump_admin;

--
-- Name: two_tables; Type: PUBLICATION; Schema: -; Owner: dump_admin
--

CREATE PUBLICATION two_tables WITH (publish = 'insert, update');


ALTER PUBLICATION two_tables OWNER TO dump_admin;

--
-- Name: two_tables customer; Type: PUBLICATION TABLE; Schema: shop; Owner: dump_admin
--

ALTER PUBLICATION two_tables ADD TABLE ONLY shop.customer;


--
-- Name: filtered product; Type: PUBLICATION TABLE; Schema: shop; Owner: dump_admin
--

ALTER PUBLICATION filtered ADD TABLE ONLY shop.product (id, title) WHERE ((id > 0));


--
-- Name: two_tables product; Type: PUBLICATION TABLE; Schema: shop; Owner: dump_admin
--

ALTER PUBLICATION two_tables ADD TABLE ONLY shop.product;


--
-- Name: of_schema Odd "names" $1; Type: PUBLICATION TABLES IN SCHEMA; Schema: Odd "names" $1; Owner: dump_admin
--

ALTER PUBLICATION of_schema ADD TABLES IN SCHEMA "Odd ""names"" $1";


--
-- Name: asleep; Type: SUBSCRIPTION; Schema: -; Owner: dump_admin
--

CREATE SUBSCRIPTION asleep CONNECTION 'host=example.com' PUBLICATION two_tables WITH (connect = false, slot_name = NONE, streaming = parallel);


ALTER SUBSCRIPTION asleep OWNER TO dump_admin;

--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: pg_database_owner
--

REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO dump_owner;


--
-- Name: SCHEMA shop; Type: ACL; Schema: -; Owner: dump_owner
--

GRANT USAGE ON SCHEMA shop TO dump_reader;


--
-- Name: FUNCTION float8_distance(a double precision, b double precision); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON FUNCTION shop.float8_distance(a double precision, b double precision) FROM PUBLIC;


--
-- Name: TYPE price; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT ALL ON TYPE shop.price TO dump_reader;


--
-- Name: FUNCTION mood_of(integer); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON FUNCTION shop.mood_of(integer) FROM PUBLIC;


--
-- Name: FUNCTION add_up(text[]); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON FUNCTION shop.add_up(text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION shop.add_up(text[]) TO dump_reader;


--
-- Name: FUNCTION atomic(a integer, b integer); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON FUNCTION shop.atomic(a integer, b integer) FROM PUBLIC;


--
-- Name: PROCEDURE atomic_nothing(); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON PROCEDURE shop.atomic_nothing() FROM PUBLIC;


--
-- Name: FUNCTION concat_state(state text, next text); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON FUNCTION shop.concat_state(state text, next text) FROM PUBLIC;


--
-- Name: FUNCTION later(id integer); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON FUNCTION shop.later(id integer) FROM PUBLIC;


--
-- Name: FUNCTION many(VARIADIC a integer[]); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON FUNCTION shop.many(VARIADIC a integer[]) FROM PUBLIC;


--
-- Name: FUNCTION returned(x text); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON FUNCTION shop.returned(x text) FROM PUBLIC;


--
-- Name: FUNCTION same_mood(shop.mood, shop.mood); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON FUNCTION shop.same_mood(shop.mood, shop.mood) FROM PUBLIC;


--
-- Name: PROCEDURE tidy(INOUT n integer); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON PROCEDURE shop.tidy(INOUT n integer) FROM PUBLIC;


--
-- Name: FUNCTION touch(); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON FUNCTION shop.touch() FROM PUBLIC;


--
-- Name: FUNCTION tricky(); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON FUNCTION shop.tricky() FROM PUBLIC;


--
-- Name: FUNCTION listing(text); Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON FUNCTION shop.listing(text) FROM PUBLIC;


--
-- Name: FOREIGN SERVER elsewhere; Type: ACL; Schema: -; Owner: dump_admin
--

GRANT ALL ON FOREIGN SERVER elsewhere TO dump_reader;


--
-- Name: TABLE "Odd table; -- $$"; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop."Odd table; -- $$" TO dump_reader;


--
-- Name: TABLE "Order"; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop."Order" TO dump_reader;


--
-- Name: TABLE customer; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.customer TO dump_reader;


--
-- Name: COLUMN customer.id; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT(id) ON TABLE shop.customer TO dump_reader;


--
-- Name: COLUMN customer.name; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT(name) ON TABLE shop.customer TO dump_reader;


--
-- Name: COLUMN customer.mood; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT UPDATE(mood) ON TABLE shop.customer TO dump_reader;


--
-- Name: TABLE employee; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.employee TO dump_reader;


--
-- Name: TABLE grouped; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.grouped TO dump_reader;


--
-- Name: TABLE happy; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.happy TO dump_reader;


--
-- Name: TABLE item; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.item TO dump_reader;


--
-- Name: TABLE lorry; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.lorry TO dump_reader;


--
-- Name: TABLE per_mood; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.per_mood TO dump_reader;


--
-- Name: TABLE never_filled; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.never_filled TO dump_reader;


--
-- Name: TABLE no_columns; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.no_columns TO dump_reader;


--
-- Name: SEQUENCE number; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT USAGE ON SEQUENCE shop.number TO PUBLIC;


--
-- Name: TABLE numbers; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.numbers TO dump_reader;


--
-- Name: TABLE of_type; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.of_type TO dump_reader;


--
-- Name: TABLE orders; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.orders TO dump_reader;


--
-- Name: TABLE orders_2023; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.orders_2023 TO dump_reader;


--
-- Name: TABLE orders_2024; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.orders_2024 TO dump_reader;


--
-- Name: TABLE orders_2024_0; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.orders_2024_0 TO dump_reader;


--
-- Name: TABLE orders_2024_1; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.orders_2024_1 TO dump_reader;


--
-- Name: TABLE orders_rest; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.orders_rest TO dump_reader;


--
-- Name: TABLE product; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT ALL ON TABLE shop.product TO dump_reader WITH GRANT OPTION;


--
-- Name: TABLE remote; Type: ACL; Schema: shop; Owner: dump_admin
--

GRANT SELECT ON TABLE shop.remote TO PUBLIC;


--
-- Name: TABLE room; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.room TO dump_reader;


--
-- Name: TABLE team; Type: ACL; Schema: shop; Owner: dump_owner
--

REVOKE ALL ON TABLE shop.team FROM dump_owner;
GRANT SELECT ON TABLE shop.team TO dump_reader;


--
-- Name: TABLE unlogged; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.unlogged TO dump_reader;


--
-- Name: TABLE v14; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.v14 TO dump_reader;


--
-- Name: TABLE v15; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.v15 TO dump_reader;


--
-- Name: TABLE v15_view; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.v15_view TO dump_reader;


--
-- Name: TABLE v16; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.v16 TO dump_reader;


--
-- Name: TABLE v17; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT,MAINTAIN ON TABLE shop.v17 TO dump_reader;


--
-- Name: TABLE v17_1; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.v17_1 TO dump_reader;


--
-- Name: TABLE v18; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.v18 TO dump_reader;


--
-- Name: TABLE v18_part; Type: ACL; Schema: shop; Owner: dump_owner
--

GRANT SELECT ON TABLE shop.v18_part TO dump_reader;


--
-- Name: LARGE OBJECT 4712; Type: ACL; Schema: -; Owner: dump_owner
--

GRANT SELECT ON LARGE OBJECT 4712 TO dump_reader;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: shop; Owner: dump_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE dump_owner IN SCHEMA shop GRANT SELECT ON TABLES TO dump_reader;


--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: dump_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE dump_owner REVOKE ALL ON FUNCTIONS FROM PUBLIC;


--
-- Name: asleep; Type: EVENT TRIGGER; Schema: -; Owner: dump_admin
--

CREATE EVENT TRIGGER asleep ON sql_drop
   EXECUTE FUNCTION shop.on_ddl();

ALTER EVENT TRIGGER asleep DISABLE;


ALTER EVENT TRIGGER asleep OWNER TO dump_admin;

--
-- Name: watch; Type: EVENT TRIGGER; Schema: -; Owner: dump_admin
--

CREATE EVENT TRIGGER watch ON ddl_command_end
         WHEN TAG IN ('CREATE TABLE', 'DROP TABLE')
   EXECUTE FUNCTION shop.on_ddl();


ALTER EVENT TRIGGER watch OWNER TO dump_admin;

--
-- Name: EVENT TRIGGER watch; Type: COMMENT; Schema: -; Owner: dump_admin
--

COMMENT ON EVENT TRIGGER watch IS 'fires';


--
-- Name: per_mood; Type: MATERIALIZED VIEW DATA; Schema: shop; Owner: dump_owner
--

REFRESH MATERIALIZED VIEW shop.per_mood;


--
-- PostgreSQL database dump complete
--

\unrestrict dump

