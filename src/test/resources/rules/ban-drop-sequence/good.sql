COMMENT ON SEQUENCE counter IS 'unused since 2.3; drop it with 2.4';
