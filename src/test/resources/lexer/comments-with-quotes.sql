SELECT 1 -- it's ; "fine $$
; SELECT /* it's " $$ ; */ 2;