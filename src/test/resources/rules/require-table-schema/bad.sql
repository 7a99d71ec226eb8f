CREATE TABLE visits (id bigint PRIMARY KEY, page text);
