GRANT SELECT ON orders TO h2_app;
