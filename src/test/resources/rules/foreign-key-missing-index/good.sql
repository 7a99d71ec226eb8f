CREATE TABLE authors (id bigint PRIMARY KEY, name text);
CREATE TABLE books (id bigint PRIMARY KEY, author_id bigint REFERENCES authors (id), title text);
CREATE INDEX books_author_id_idx ON books (author_id);
