DROP VIEW v_customers;
