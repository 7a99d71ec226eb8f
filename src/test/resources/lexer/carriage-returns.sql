SELECT 1;
SELECT 2; -- comment ;SELECT 3;SELECT '
;';
SELECT E'a''b\'c;';
