DROP FUNCTION do_ddl(text);
