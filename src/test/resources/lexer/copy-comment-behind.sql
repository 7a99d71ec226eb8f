COPY t FROM STDIN; -- two rows
1
\.
SELECT 1;