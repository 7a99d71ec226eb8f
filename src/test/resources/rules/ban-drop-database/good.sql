COMMENT ON SCHEMA app IS 'is a database of its own now: whoever runs the server drops the old one';
