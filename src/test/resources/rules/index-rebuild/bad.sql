ALTER TABLE customers ALTER COLUMN code TYPE varchar(10) COLLATE "C";
