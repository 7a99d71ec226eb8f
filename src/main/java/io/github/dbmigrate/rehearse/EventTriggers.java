package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.postgres.Database;

/**
 * Triggers of the database that tell of each DDL command, of each object that goes and of each table that is written anew: as they
 * happen, and from where they were called. They tell it in INFO messages, which are sent whatever the session's settings are, need
 * no rights of whoever runs the command, and are not taken back with a transaction.
 *
 * <p>Without them nearly as much is seen in the catalogs; not seen are the lines inside DO blocks, which objects CASCADE took, and
 * what was rolled back.
 */
final class EventTriggers {
    /** Nobody else's schema is called so. */
    static final String SCHEMA = "dbmigrate_rehearsal";

    /** First field of a message. */
    static final String MARK = "dbmigrate";

    private static final String DDL = """
            DECLARE
              r record;
            BEGIN
              FOR r IN SELECT * FROM pg_event_trigger_ddl_commands() LOOP
                RAISE INFO USING MESSAGE = concat_ws(chr(31), 'dbmigrate', 'ddl', r.command_tag, r.object_type, r.classid::oid, r.objid,
                  r.objsubid, {identity}, r.in_extension);
              END LOOP;
            END
            """;

    private static final String DROPPED = """
            DECLARE
              r record;
            BEGIN
              FOR r IN SELECT * FROM pg_event_trigger_dropped_objects() WHERE NOT is_temporary LOOP
                RAISE INFO USING MESSAGE = concat_ws(chr(31), 'dbmigrate', 'drop', tg_tag, r.object_type, r.classid::oid, r.objid,
                  r.objsubid, {identity}, r.original, r.normal, {name});
              END LOOP;
            END
            """;

    private static final String REWRITTEN = """
            BEGIN
              RAISE INFO USING MESSAGE = concat_ws(chr(31), 'dbmigrate', 'rewrite', tg_tag, 'table', 1259,
                pg_event_trigger_table_rewrite_oid(), 0, '', pg_event_trigger_table_rewrite_reason());
            END
            """;

    private EventTriggers() {}

    /**
     * Puts them up.
     *
     * @return whether it could be done: it takes a superuser
     */
    static boolean install(Database superuser) {
        String sql = "BEGIN;\nCREATE SCHEMA " + SCHEMA + ";\n"
                + trigger("on_ddl", "ddl_command_end", DDL)
                + trigger("on_drop", "sql_drop", DROPPED)
                + trigger("on_rewrite", "table_rewrite", REWRITTEN)
                + "COMMIT";
        boolean done = superuser.run(sql, notice -> {}).error() == null;
        if (!done) {
            superuser.rollback();
        }
        return done;
    }

    private static String trigger(String name, String event, String body) {
        String code = body.replace("{identity}", escaped("r.object_identity"))
                .replace(
                        "{name}",
                        escaped("coalesce(r.object_name, r.address_names[array_upper(r.address_names, 1)], '')"));
        return "CREATE FUNCTION " + SCHEMA + "." + name + "() RETURNS pg_catalog.event_trigger LANGUAGE plpgsql"
                + " SET search_path = pg_catalog AS $body$\n" + code + "$body$;\n"
                + "CREATE EVENT TRIGGER " + SCHEMA + "_" + name + " ON " + event + " EXECUTE FUNCTION " + SCHEMA + "."
                + name + "();\n";
    }

    /** A function of ours would be in a schema that the plain role may not use. */
    private static String escaped(String value) {
        return "replace(replace(coalesce(" + value + ", ''), chr(27), chr(27) || '0'), chr(31), chr(27) || '1')";
    }
}
