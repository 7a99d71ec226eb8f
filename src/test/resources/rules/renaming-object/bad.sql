ALTER FUNCTION do_ddl(text) RENAME TO drop_note;
