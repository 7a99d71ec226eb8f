-- the users
/* of the shop */ CREATE TABLE u /* in between ; */ (i int) -- behind ;
;
-- last