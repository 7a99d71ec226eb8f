SELECT
\restrict abc
1;