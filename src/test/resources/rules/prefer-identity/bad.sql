CREATE TABLE visits (id bigserial PRIMARY KEY, page text);
