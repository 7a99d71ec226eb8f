package io.github.dbmigrate.apply;

import io.github.dbmigrate.history.Journal;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.script.Effect;
import io.github.dbmigrate.script.Quoted;
import java.util.ArrayList;
import java.util.List;

/**
 * The INVALID indexes that a failed CREATE INDEX CONCURRENTLY or REINDEX CONCURRENTLY leaves behind (PostgreSQL documentation,
 * CREATE INDEX, "Building Indexes Concurrently"): they are of no use, slow every write down, and make IF NOT EXISTS believe that
 * the index is there. An index whose table another session holds in the mode of such a build is not touched: it may be what that
 * session is building.
 */
final class InvalidIndexes {
    private final Database database;
    private final Journal journal;

    InvalidIndexes(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    /** Those under the name that a statement is about to create. */
    List<String> inTheWayOf(Effect effect) {
        return effect.kind() == Effect.Kind.CREATES_INDEX ? find(of(effect)) : List.of();
    }

    /** Those that were not there before the statement that was begun. */
    List<String> leftBy(Migration migration, Effect effect) {
        return effect.buildsIndex()
                ? find(of(effect) + " AND i.indexrelid::text <> ALL (pg_catalog.string_to_array("
                        + journal.invalidBefore(migration) + ", ','))")
                : List.of();
    }

    /** Whether the index that a statement has created or found is of no use, whoever is at it. */
    boolean isInvalid(Effect effect) {
        return effect.kind() == Effect.Kind.CREATES_INDEX
                && !named("NOT i.indisvalid AND c.relkind = 'i' AND " + of(effect))
                        .isEmpty();
    }

    /** Drops them, waiting as long as it takes, and returns those that could not be dropped. */
    List<String> drop(List<String> indexes) {
        if (indexes.isEmpty()) {
            return List.of();
        }
        Reply before = database.read(
                "SELECT pg_catalog.current_setting('lock_timeout'), pg_catalog.current_setting('statement_timeout');\n"
                        + "SET lock_timeout = 0;\nSET statement_timeout = 0");
        List<String> remaining = new ArrayList<>();
        for (String index : indexes) {
            if (database.run("DROP INDEX CONCURRENTLY IF EXISTS " + index, notice -> {})
                            .error()
                    != null) {
                remaining.add(index);
            }
        }
        Reply.Row settings = before.rows(0).get(0);
        database.run(
                "SET lock_timeout = " + Quoted.literal(settings.text(0)) + ";\nSET statement_timeout = "
                        + Quoted.literal(settings.text(1)),
                notice -> {});
        return remaining;
    }

    private static String of(Effect effect) {
        return switch (effect.kind()) {
            case CREATES_INDEX ->
                "i.indrelid = pg_catalog.to_regclass("
                        + Quoted.literal(effect.names().get(1)) + ") AND c.relname = "
                        + Quoted.literal(Quoted.name(effect.names().get(0))) + "::name";
            case CREATES_UNNAMED_INDEX ->
                "i.indrelid = pg_catalog.to_regclass("
                        + Quoted.literal(effect.names().get(0)) + ")";
            default -> "c.relname ~ '_cc(new|old)[0-9]*$'";
        };
    }

    private List<String> find(String condition) {
        return named("""
                NOT i.indisvalid AND c.relkind = 'i' AND %s
                 AND NOT EXISTS (SELECT FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
                  WHERE l.locktype = 'relation' AND l.relation = i.indrelid AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
                  AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
                  AND l.mode = 'ShareUpdateExclusiveLock' AND coalesce(a.backend_type, 'client backend') = 'client backend')""".formatted(condition));
    }

    private List<String> named(String condition) {
        Reply reply = database.read("""
                SELECT pg_catalog.format('%%I.%%I', n.nspname, c.relname)
                FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
                 JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE %s
                ORDER BY 1""".formatted(condition));
        return reply.error() != null
                ? List.of()
                : reply.rows(0).stream().map(row -> row.text(0)).toList();
    }
}
