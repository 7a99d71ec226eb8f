ALTER TABLE customers ADD COLUMN code_c varchar(10) COLLATE "C";
