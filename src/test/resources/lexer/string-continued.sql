SELECT 'a;'
'b''c;'; SELECT 'a' 'b;'; SELECT 'a'

  'b;';