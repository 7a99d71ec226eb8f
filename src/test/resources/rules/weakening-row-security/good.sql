ALTER POLICY p_owner ON secured USING (owner = current_user OR owner IS NULL);
