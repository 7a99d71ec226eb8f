INSERT INTO t VALUES ('a', 'b');
INSERT INTO t VALUES ('c, 'd');
INSERT INTO t VALUES ('e', 'f');

INSERT INTO t VALUES ('g', 'h');
