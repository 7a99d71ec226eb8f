package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Dropped;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** DROP SCHEMA with what is in it. An empty one may go. */
final class BanDropSchema extends Danger {

    BanDropSchema() {
        super(
                "ban-drop-schema",
                Level.DESTRUCTIVE,
                "a schema is dropped with everything in it",
                "DROP SCHEMA ... CASCADE drops every object in the schema, and what depends on it elsewhere, with all rows"
                        + " (PostgreSQL's documentation, DROP SCHEMA). It takes an ACCESS EXCLUSIVE lock on each of its tables.",
                "Drop its objects one by one, each by its name, in a release after the last one that used them; then the"
                        + " empty schema.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.dropped("schema").stream()
                .filter(schema -> holdsSomething(evidence, schema))
                .map(schema -> Finding.of(
                        schema,
                        "schema " + schema.identity() + " and everything in it is gone for good",
                        evidence.isRead() ? evidence.text() : "dropped " + contents(evidence, schema),
                        "drop each object by its name, then the empty schema:\nDROP SCHEMA " + schema.identity()
                                + " RESTRICT;"));
    }

    private static boolean holdsSomething(Evidence evidence, Dropped schema) {
        return evidence.isRead()
                ? evidence.says("cascade")
                : evidence.statement().all(Dropped.class).stream().anyMatch(other -> isIn(schema, other));
    }

    private static String contents(Evidence evidence, Dropped schema) {
        return evidence.statement().all(Dropped.class).stream()
                .filter(other -> isIn(schema, other))
                .map(other -> other.type() + " " + other.identity())
                .collect(Collectors.joining(", "));
    }

    /** Whether another dropped object was in this schema. */
    static boolean isIn(Dropped schema, Dropped other) {
        return !other.equals(schema)
                && (other.identity().startsWith(schema.identity() + ".")
                        || (other.relation() != null
                                && other.relation().schema().equals(schema.name())));
    }
}
