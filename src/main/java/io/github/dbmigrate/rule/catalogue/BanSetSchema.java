package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.MovedToSchema;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.Set;
import java.util.stream.Stream;

/** A place is empty where running queries look. */
final class BanSetSchema extends Danger {

    private static final Set<Relation.Kind> KINDS = Set.of(
            Relation.Kind.TABLE,
            Relation.Kind.PARTITIONED_TABLE,
            Relation.Kind.FOREIGN_TABLE,
            Relation.Kind.VIEW,
            Relation.Kind.MATERIALIZED_VIEW);

    BanSetSchema() {
        super("ban-set-schema", Level.RISKY, "a table or view is moved to another schema", """
                Whoever names it with its schema fails with 42P01, relation does not exist, and whoever does not finds it \
                only if the new schema is in his search_path: versions of the application that run during the deployment or \
                after a rollback, and the bodies of functions (ALTER TABLE, SET SCHEMA). Its indexes and the sequences it \
                owns move along.""", """
                Make a view in the old schema, with the old name, in the same transaction, and drop it when no running \
                version uses it any more.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Rest rest = new Rest(evidence.statement());
        return evidence.existing(MovedToSchema.class, MovedToSchema::from).stream()
                .filter(moved -> KINDS.contains(moved.from().kind()))
                .filter(moved -> !rest.makes(
                        new Head.Name(moved.from().schema(), moved.from().name())))
                .map(BanSetSchema::finding);
    }

    private static Finding finding(MovedToSchema moved) {
        String now =
                Quoted.shown(moved.schema()) + "." + Quoted.shown(moved.from().name());
        return Finding.of(
                moved,
                "running queries that look for %s fail".formatted(moved.from()),
                "%s is %s now".formatted(moved.from(), now),
                """
                keep the old place in the same file, and grant on it what was granted on the table:
                CREATE VIEW %s AS SELECT * FROM %s;""".formatted(moved.from(), now));
    }
}
