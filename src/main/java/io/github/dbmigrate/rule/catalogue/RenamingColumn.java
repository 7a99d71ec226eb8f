package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Renamed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.Objects;
import java.util.stream.Stream;

/** A name is gone that running queries use. */
final class RenamingColumn extends Danger {

    RenamingColumn() {
        super("renaming-column", Level.RISKY, "a column gets another name", """
                The old name is gone as soon as the migration commits, but versions of the application that use it still \
                run: during the deployment, and again when it is rolled back. Each of their queries fails with 42703, column \
                does not exist: PostgreSQL knows no second name for a column (ALTER TABLE, RENAME COLUMN).""", """
                Add a column with the new name, write both, copy the old values in batches, read the new one, and drop the \
                old one when no running version uses it any more.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(Renamed.class, Renamed::relation).stream()
                .filter(renamed -> renamed.type().equals("column"))
                .map(renamed -> finding(renamed, Objects.requireNonNull(renamed.relation())));
    }

    private static Finding finding(Renamed renamed, Relation table) {
        String from = Quoted.shown(renamed.from());
        String to = Quoted.shown(renamed.to());
        return Finding.of(
                renamed,
                "running queries that name %s.%s fail".formatted(table, from),
                "column %s of %s is called %s now".formatted(from, table, to),
                isView(table) ? ofView(table, from, to) : ofTable(table, from, to, renamed.dataType()));
    }

    private static boolean isView(Relation relation) {
        return relation.kind() == Relation.Kind.VIEW || relation.kind() == Relation.Kind.MATERIALIZED_VIEW;
    }

    private static String ofView(Relation view, String from, String to) {
        return "add %s to the query of %s behind its other columns, and leave %s in it until nobody reads it"
                .formatted(to, view, from);
    }

    private static String ofTable(Relation table, String from, String to, String type) {
        return """
                keep %2$s until no running version uses it:
                ALTER TABLE %1$s ADD COLUMN %3$s %4$s;
                then deploy what writes both, and copy in a file of its own:
                -- dbmigrate: batch
                UPDATE %1$s SET %3$s = %2$s WHERE %3$s IS DISTINCT FROM %2$s;
                then deploy what uses %3$s alone, and in a later release:
                ALTER TABLE %1$s DROP COLUMN %2$s;""".formatted(table, from, to, type.isEmpty() ? "<type of " + from + ">" : type);
    }
}
