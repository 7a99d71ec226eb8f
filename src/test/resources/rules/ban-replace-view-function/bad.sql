CREATE OR REPLACE VIEW v_customers AS SELECT id, email, name, age FROM customers;
