ALTER TABLE customers ADD COLUMN years int;
