COMMENT ON EXTENSION btree_gist IS 'unused since 2.3; drop it with 2.4';
