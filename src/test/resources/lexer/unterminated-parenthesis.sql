CREATE TABLE a (
  i int,
  t varchar(10)
;
CREATE TABLE b (i int);