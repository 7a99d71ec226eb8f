SELECT E'a\''
'b\'c;'; SELECT E'a'  'b\';