package io.github.dbmigrate.history;

import io.github.dbmigrate.script.Quoted;

/** The name of the history table. */
public record HistoryTable(String schema, String name) {
    /** The first half of the advisory lock's key; the second is the hash of the table's name. */
    private static final int LOCK_CLASS = 4919;

    public static final HistoryTable DEFAULT = new HistoryTable("public", "schema_migrations");

    /** {@code "public"."schema_migrations"}. */
    public String quoted() {
        return Quoted.identifier(schema) + "." + Quoted.identifier(name);
    }

    /** The two arguments of an advisory lock function: {@code 4919, pg_catalog.hashtext('public.schema_migrations')}. */
    public String lockKey() {
        return LOCK_CLASS + ", " + lockHash();
    }

    /** Who holds the advisory lock, as a condition on {@code pg_locks l}. The catalog keeps the two signed keys as oids. */
    String lockHeld() {
        return "l.locktype = 'advisory' AND l.granted AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d"
                + " WHERE d.datname = pg_catalog.current_database()) AND l.classid = " + LOCK_CLASS + " AND l.objid = ("
                + lockHash()
                + "::bigint & 4294967295)::oid";
    }

    private String lockHash() {
        return "pg_catalog.hashtext(" + Quoted.literal(this.toString()) + ")";
    }

    /** {@code public.schema_migrations}. */
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
