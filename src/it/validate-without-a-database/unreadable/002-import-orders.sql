INSERT INTO orders (note, status)
VALUES ('first order', 'placed'),
       (NULL, NULL);
