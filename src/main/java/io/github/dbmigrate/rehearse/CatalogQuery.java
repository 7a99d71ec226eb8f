package io.github.dbmigrate.rehearse;

import java.util.ArrayList;
import java.util.List;

/**
 * The SQL that reads the catalogs, our own locks and the counters of scans in one round trip. Each row begins with what it is
 * about. It depends on no setting of the session: a migration may have changed any. Objects of the user's have the oid 16384 or a
 * greater one ({@code FirstNormalObjectId} in transam.h).
 *
 * <p>A relation that a transaction has changed is one that it has locked against others who would change it, or one whose row in
 * pg_class is its own, as after a GRANT: only those are read again while the transaction lasts. Of their columns and of functions
 * those that are new are read, and which are there.
 */
final class CatalogQuery {
    /** When the transaction began, in microseconds. */
    static final String TRANSACTION =
            "(extract(epoch FROM pg_catalog.transaction_timestamp()) * 1000000)::pg_catalog.int8";

    static final String READ = "read";
    static final String SESSION = "session";
    static final String LOCK = "lock";
    static final String SCAN = "scan";
    static final String WRITE = "write";
    static final String SCHEMA = "schema";
    static final String RELATION = "relation";
    static final String COLUMN = "column";
    static final String COLUMNS = "columns";
    static final String CONSTRAINT = "constraint";
    static final String INDEX = "index";
    static final String TRIGGER = "trigger";
    static final String POLICY = "policy";
    static final String TYPE = "type";
    static final String LABEL = "label";
    static final String DOMAIN_CONSTRAINT = "domain constraint";
    static final String FUNCTION = "function";
    static final String THERE = "there";

    /** As many columns as the row that has most, without the one that says what it is. */
    private static final int WIDTH = 14;

    private static final String LOCKS = """
            WITH lk AS MATERIALIZED (SELECT l.relation AS oid, l.mode FROM pg_catalog.pg_locks l
              WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.granted AND l.relation >= 16384
               AND l.mode <> 'SIReadLock' AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d
                WHERE d.datname = pg_catalog.current_database()))""";

    private static final String CHANGED = """
            ,
             tb AS MATERIALIZED (SELECT lk.oid FROM lk
              WHERE lk.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock') UNION SELECT c.oid FROM pg_catalog.pg_class c
              WHERE c.oid >= 16384 AND {new c}),
             rl AS MATERIALIZED (SELECT tb.oid FROM tb UNION SELECT i.indexrelid FROM pg_catalog.pg_index i
              WHERE i.indrelid = ANY (ARRAY(SELECT tb.oid FROM tb)))""";

    private static final String PRIVILEGES = """
            CASE WHEN {acl} IS NOT NULL THEN coalesce((SELECT pg_catalog.string_agg(CASE p.grantee WHEN 0 THEN 'PUBLIC'
              ELSE pg_catalog.pg_get_userbyid(p.grantee)::pg_catalog.text END || pg_catalog.chr(31) || p.privilege_type, pg_catalog.chr(30))
              FROM pg_catalog.aclexplode({acl}) p), '') END""";

    /** Trees of parsed expressions say where in a text they were, until PostgreSQL 17. */
    private static final String TREE =
            "pg_catalog.hashtextextended(pg_catalog.regexp_replace({tree}::pg_catalog.text, ':location -?[0-9]+', '', 'g'), 0)";

    private final List<String> branches = new ArrayList<>();
    private final boolean all;
    private final String isNew;

    private CatalogQuery(boolean all, long since) {
        this.all = all;
        this.isNew = since == 0
                ? "false"
                : "pg_catalog.age({row}.xmin) <= (SELECT pg_catalog.age('" + (since & 0xffffffffL)
                        + "'::pg_catalog.xid))";
    }

    /**
     * Of everything.
     *
     * @param since the transaction at the first look; definitions are read only of what is newer. 0 at the first look
     * @param flushed whether counters of scans may have been handed over to the server's statistics by now
     */
    static String all(long since, boolean flushed) {
        return new CatalogQuery(true, since).sql(flushed);
    }

    /** Of what the transaction that is open may have changed. */
    static String changed(long since) {
        return new CatalogQuery(false, since).sql(false);
    }

    private String sql(boolean flushed) {
        session();
        scans(flushed);
        relations();
        parts();
        types();
        functions();
        return LOCKS + (all ? "" : CHANGED.replace("{new c}", isNew("c"))) + "\n"
                + String.join("\nUNION ALL\n", branches);
    }

    private void session() {
        row(
                SESSION,
                "pg_catalog.pg_namespace n WHERE n.oid = 11",
                "pg_catalog.current_setting('lock_timeout')",
                "pg_catalog.current_setting('statement_timeout')",
                TRANSACTION,
                "pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())",
                "pg_catalog.current_setting('server_version_num')");
        row(LOCK, "lk", "lk.oid", "lk.mode");
        if (!all) {
            row(READ, "rl", "rl.oid");
        }
        row(
                SCHEMA,
                "pg_catalog.pg_namespace n WHERE " + isSomebodys("n"),
                "n.oid",
                "n.nspname",
                privileges("n.nspacl"));
    }

    private static String isSomebodys(String schema) {
        return "NOT pg_catalog.starts_with(" + schema + ".nspname::pg_catalog.text, 'pg_') AND " + schema
                + ".nspname NOT IN ('information_schema', '" + EventTriggers.SCHEMA + "')";
    }

    private void scans(boolean flushed) {
        String counted = flushed
                ? "pg_catalog.pg_stat_get_numscans(c.oid) + pg_catalog.pg_stat_get_xact_numscans(c.oid)"
                : "pg_catalog.pg_stat_get_xact_numscans(c.oid)";
        String written = "pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid)"
                + " + pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) + pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid)";
        // Of all tables, because what was rolled back holds no lock any more; of indexes only where it may matter.
        row(
                SCAN,
                "pg_catalog.pg_class c WHERE c.relkind IN ('r', 'm') AND c.oid >= 16384 AND " + counted + " <> 0",
                "c.oid",
                counted);
        String locked = all ? "i.indrelid >= 16384" : "i.indrelid = ANY (ARRAY(SELECT lk.oid FROM lk))";
        row(
                SCAN,
                "(SELECT i.indexrelid AS oid FROM pg_catalog.pg_index i WHERE " + locked + ") c WHERE " + counted
                        + " <> 0",
                "c.oid",
                counted);
        row(WRITE, "(SELECT DISTINCT lk.oid FROM lk) c WHERE " + written + " <> 0", "c.oid", written);
    }

    private void relations() {
        row(
                RELATION,
                "pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE " + in("c.oid")
                        + " AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'i', 'I', 'S', 'c') AND " + isSomebodys("n")
                        + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 1259 AND d.objid = c.oid"
                        + " AND d.objsubid = 0 AND d.deptype = 'e')",
                "c.oid",
                "c.relnamespace",
                "c.relname",
                "c.relkind",
                "c.relfilenode",
                "c.relpersistence",
                "c.reltablespace",
                "c.relam",
                "c.reltuples",
                "c.relrowsecurity",
                "c.relispartition",
                "CASE WHEN c.relispartition THEN (SELECT h.inhparent FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid LIMIT 1) END",
                privileges("c.relacl"),
                "CASE WHEN c.relkind = 'v' THEN (SELECT " + TREE.replace("{tree}", "w.ev_action")
                        + " FROM pg_catalog.pg_rewrite w WHERE w.ev_class = c.oid AND w.rulename = '_RETURN') END");
        row(
                INDEX,
                "pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_am m ON m.oid = c.relam WHERE "
                        + in("i.indexrelid"),
                "i.indexrelid",
                "i.indrelid",
                "i.indisunique",
                "i.indisvalid",
                "i.indnkeyatts",
                "m.amname",
                "CASE WHEN " + isNew("i") + " THEN pg_catalog.pg_get_indexdef(i.indexrelid) ELSE '' END",
                "CASE WHEN i.indpred IS NULL AND i.indexprs IS NULL THEN i.indkey::pg_catalog.text END");
    }

    private void parts() {
        String columns = "a.attnum > 0 AND NOT a.attisdropped AND "
                + (all
                        ? "a.attrelid IN (SELECT c.oid FROM pg_catalog.pg_class c WHERE c.oid >= 16384"
                                + " AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c'))"
                        : in("a.attrelid") + " AND (" + isNew("a") + " OR " + isNew("f") + ")");
        row(
                COLUMN,
                "pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum WHERE "
                        + columns,
                "a.attrelid",
                "a.attnum",
                "a.attname",
                "a.atttypid",
                "a.atttypmod",
                "pg_catalog.format_type(a.atttypid, a.atttypmod)",
                "a.attnotnull",
                "a.attidentity",
                "a.attgenerated",
                "CASE WHEN a.attgenerated = '' THEN " + TREE.replace("{tree}", "f.adbin") + " END",
                // It calls nextval, on a sequence that belongs to the column.
                "f.adbin::pg_catalog.text LIKE '%:funcid 1574 %' AND EXISTS (SELECT FROM pg_catalog.pg_depend d"
                        + " WHERE d.refclassid = 1259 AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum"
                        + " AND d.classid = 1259 AND d.deptype = 'a')");
        if (!all) {
            row(
                    COLUMNS,
                    "pg_catalog.pg_attribute a WHERE " + in("a.attrelid")
                            + " AND a.attnum > 0 AND NOT a.attisdropped GROUP BY a.attrelid",
                    "a.attrelid",
                    "pg_catalog.string_agg(a.attnum::pg_catalog.text, ' ')");
        }
        row(
                CONSTRAINT,
                "pg_catalog.pg_constraint x WHERE " + in("x.conrelid") + " AND x.contype <> 't'",
                "x.oid",
                "x.conrelid",
                "x.conname",
                "x.contype",
                "x.confrelid",
                "x.convalidated",
                "x.conindid",
                "pg_catalog.array_to_string(x.conkey, ' ')",
                "x.conparentid <> 0 OR x.coninhcount > 0",
                "CASE WHEN " + isNew("x") + " THEN pg_catalog.pg_get_constraintdef(x.oid) ELSE '' END");
        row(
                TRIGGER,
                "pg_catalog.pg_trigger t WHERE NOT t.tgisinternal AND " + in("t.tgrelid"),
                "t.oid",
                "t.tgrelid",
                "t.tgname",
                "t.tgenabled = 'D'",
                "t.tgparentid <> 0");
        row(POLICY, "pg_catalog.pg_policy p WHERE " + in("p.polrelid"), "p.oid", "p.polrelid", "p.polname");
    }

    private void types() {
        row(
                TYPE,
                "pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.oid >= 16384"
                        + " AND t.typtype IN ('e', 'd', 'r') AND " + isSomebodys("n")
                        + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 1247 AND d.objid = t.oid"
                        + " AND d.deptype = 'e')",
                "t.oid",
                "t.typnamespace",
                "t.typname",
                "t.typtype",
                "t.typnotnull");
        row(LABEL, "pg_catalog.pg_enum e", "e.oid", "e.enumtypid", "e.enumlabel");
        row(
                DOMAIN_CONSTRAINT,
                "pg_catalog.pg_constraint x WHERE x.conrelid = 0 AND x.contypid >= 16384 AND x.contype = 'c'",
                "x.contypid",
                "x.conname",
                "x.convalidated");
    }

    private void functions() {
        row(
                FUNCTION,
                "pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE p.oid >= 16384 AND "
                        + isSomebodys("n") + (all ? "" : " AND " + isNew("p"))
                        + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 1255 AND d.objid = p.oid"
                        + " AND d.deptype = 'e')",
                "p.oid",
                "p.pronamespace",
                "p.proname",
                "p.prokind",
                "pg_catalog.pg_get_function_identity_arguments(p.oid)",
                "pg_catalog.hashtextextended(pg_catalog.concat_ws('/', p.proargtypes::pg_catalog.text, p.proallargtypes::pg_catalog.text,"
                        + " p.proargmodes::pg_catalog.text, p.proargnames::pg_catalog.text, p.prorettype, p.proretset), 0)",
                // A body without quotes is a tree, since PostgreSQL 14; older ones have no such column.
                TREE.replace(
                        "{tree}",
                        "(CASE WHEN p.prosrc = '' THEN pg_catalog.to_jsonb(p) ->> 'prosqlbody' ELSE p.prosrc END)"),
                privileges("p.proacl"),
                "p.prorettype IN (2279, 3838)");
        if (!all) {
            row(
                    THERE,
                    "pg_catalog.pg_proc p WHERE p.oid >= 16384",
                    "pg_catalog.string_agg(p.oid::pg_catalog.text, ' ')");
        }
    }

    private static String privileges(String acl) {
        return PRIVILEGES.replace("{acl}", acl);
    }

    private String in(String oid) {
        return all ? oid + " >= 16384" : oid + " = ANY (ARRAY(SELECT rl.oid FROM rl))";
    }

    private String isNew(String row) {
        return isNew.replace("{row}", row);
    }

    private void row(String what, String from, String... columns) {
        StringBuilder sql = new StringBuilder("SELECT '" + what + "'::pg_catalog.text");
        for (String column : columns) {
            sql.append(", (").append(column).append(")::pg_catalog.text");
        }
        sql.append(", NULL".repeat(WIDTH - columns.length)).append(" FROM ").append(from);
        branches.add(sql.toString());
    }
}
