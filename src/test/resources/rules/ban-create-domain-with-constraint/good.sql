CREATE TABLE discounts (id bigint PRIMARY KEY, percent int CHECK (percent BETWEEN 0 AND 100));
