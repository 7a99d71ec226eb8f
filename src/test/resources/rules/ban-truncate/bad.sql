TRUNCATE lookup;
