package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Renamed;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.Set;
import java.util.stream.Stream;

/** A name is gone that running queries use. */
final class RenamingTable extends Danger {

    RenamingTable() {
        super("renaming-table", Level.RISKY, "a table gets another name", """
                The old name is gone as soon as the migration commits, but versions of the application that use it still \
                run: during the deployment, and again when it is rolled back. Each of their queries fails with 42P01, \
                relation does not exist. A view of the old name over the renamed table can be read and written like the \
                table (CREATE VIEW, Updatable Views).""", """
                Make a view with the old name in the same transaction, and drop it when no running version uses it any more.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        return Renames.of(statement, Set.of("table", "partitioned table", "foreign table")).stream()
                .map(RenamingTable::finding);
    }

    private static Finding finding(Renamed renamed) {
        Relation table = renamed.relation();
        String old = table == null ? Quoted.shown(renamed.from()) : table.toString();
        String to = Quoted.shown(renamed.to());
        String now = table == null || table.schema().isEmpty() ? to : Quoted.shown(table.schema()) + "." + to;
        return Finding.of(
                renamed,
                "running queries that name %s fail".formatted(old),
                "table %s is called %s now".formatted(old, now),
                """
                keep the old name in the same file, and grant on it what was granted on the table:
                CREATE VIEW %s AS SELECT * FROM %s;""".formatted(old, now));
    }
}
