COPY t (a, b) FROM stdin;
1	it's; $$
2	\N
\\.
\.
SELECT 1;