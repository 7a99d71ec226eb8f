CREATE VIEW v_customers_with_age AS SELECT id, email, name, age FROM customers;
