SELECT E'a' -- ';
'b\'c;'; SELECT E'a' /* no */
'b\';