copy s.t from stdin with (format csv, header);
a,b
"1;","two
lines"
\.

SELECT 1;