package io.github.dbmigrate.apply;

import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.script.Effect;
import io.github.dbmigrate.script.Quoted;

/** Asks the catalog whether a statement that was begun has been finished. */
final class Probe {
    /** What the catalog knows of a statement. */
    enum Fate {
        DONE,
        NOT_DONE,
        /** A DETACH PARTITION CONCURRENTLY whose first half is done: only FINALIZE can go on from there. */
        HALF_DETACHED,
        UNKNOWN
    }

    private final Database database;
    private final int serverVersion;

    Probe(Database database, int serverVersion) {
        this.database = database;
        this.serverVersion = serverVersion;
    }

    Fate fate(Effect effect) {
        return switch (effect.kind()) {
            case CREATES_INDEX -> index(effect.names().get(0), effect.names().get(1));
            case DROPS_INDEX -> doneIf("pg_catalog.to_regclass(" + literal(effect) + ") IS NULL");
            case DETACHES_PARTITION ->
                detached(effect.names().get(0), effect.names().get(1));
            case CREATES_DATABASE -> doneIf(databaseIsThere(effect));
            case DROPS_DATABASE -> doneIf("NOT " + databaseIsThere(effect));
            case CREATES_TABLESPACE -> doneIf(tablespaceIsThere(effect));
            case DROPS_TABLESPACE -> doneIf("NOT " + tablespaceIsThere(effect));
            case CREATES_SUBSCRIPTION -> doneIf(subscriptionIsThere(effect));
            case DROPS_SUBSCRIPTION -> doneIf("NOT " + subscriptionIsThere(effect));
            case REBUILDS_INDEXES, REPEATABLE -> Fate.NOT_DONE;
            case CREATES_UNNAMED_INDEX, UNKNOWN -> Fate.UNKNOWN;
        };
    }

    private Fate index(String index, String table) {
        return doneIf("EXISTS (SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                + " WHERE i.indisvalid AND i.indrelid = pg_catalog.to_regclass(" + Quoted.literal(table)
                + ") AND c.relname = " + Quoted.literal(Quoted.name(index)) + "::name)");
    }

    private Fate detached(String table, String partition) {
        // The column came with the statement, in 14.
        String pending = serverVersion >= 140000 ? "h.inhdetachpending" : "false";
        Reply reply = database.read("SELECT " + pending + " FROM pg_catalog.pg_inherits h WHERE h.inhparent ="
                + " pg_catalog.to_regclass(" + Quoted.literal(table) + ") AND h.inhrelid = pg_catalog.to_regclass("
                + Quoted.literal(partition) + ")");
        if (reply.error() != null) {
            return Fate.UNKNOWN;
        }
        if (reply.rows(0).isEmpty()) {
            return Fate.DONE;
        }
        return reply.rows(0).get(0).isTrue(0) ? Fate.HALF_DETACHED : Fate.NOT_DONE;
    }

    private static String databaseIsThere(Effect effect) {
        return "EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = " + name(effect) + ")";
    }

    private static String tablespaceIsThere(Effect effect) {
        return "EXISTS (SELECT FROM pg_catalog.pg_tablespace WHERE spcname = " + name(effect) + ")";
    }

    private static String subscriptionIsThere(Effect effect) {
        return "EXISTS (SELECT FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid"
                + " WHERE d.datname = pg_catalog.current_database() AND s.subname = " + name(effect) + ")";
    }

    private static String literal(Effect effect) {
        return Quoted.literal(effect.names().get(0));
    }

    private static String name(Effect effect) {
        return Quoted.literal(Quoted.name(effect.names().get(0))) + "::name";
    }

    private Fate doneIf(String condition) {
        Reply reply = database.read("SELECT " + condition);
        if (reply.error() != null) {
            return Fate.UNKNOWN;
        }
        return reply.rows(0).get(0).isTrue(0) ? Fate.DONE : Fate.NOT_DONE;
    }
}
