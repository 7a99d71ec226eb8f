\set x 'it''s'
SELECT 1;
\copy t from 'a;b.csv'
  \i other.sql
\echo hello; \\ SELECT 3;
SELECT 2 \gexec
\connect other