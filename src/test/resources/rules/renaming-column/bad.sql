ALTER TABLE customers RENAME COLUMN age TO years;
