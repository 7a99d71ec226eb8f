COPY t TO STDOUT; COPY t FROM '/tmp/stdin'; COPY t FROM PROGRAM 'cat'; COPY (SELECT 1 FROM stdin) TO STDOUT; SELECT * FROM stdin; COPY t FROM
-- the lines below
stdout;
1
\.
SELECT 1;