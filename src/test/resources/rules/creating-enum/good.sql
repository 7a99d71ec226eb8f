CREATE TABLE colors (name text PRIMARY KEY);
INSERT INTO colors VALUES ('red'), ('green');
