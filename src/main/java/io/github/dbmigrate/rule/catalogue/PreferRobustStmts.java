package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Written;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.script.Statement;
import java.util.Set;
import java.util.stream.Stream;

/** Files that cannot be run again. */
final class PreferRobustStmts extends Danger {

    private static final Set<String> CREATED = Set.of("table", "schema", "sequence", "extension");

    PreferRobustStmts() {
        super(
                "prefer-robust-stmts",
                Level.ADVICE,
                "a file that runs outside a transaction cannot be run twice",
                """
                A file that runs outside a transaction stays half done when one of its statements fails. dbmigrate goes on \
                at the statement that failed, but whoever runs the file again by other means, psql for one, stops at the \
                first object that is there already, or no longer there.""",
                """
                Write IF NOT EXISTS or IF EXISTS. Not so with CREATE INDEX CONCURRENTLY, where it would pass over an invalid \
                index.""");
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        Statement read = statement.statement();
        boolean creates = CREATED.stream().anyMatch(kind -> read.startsWith("create", kind));
        boolean drops = read.startsWith("drop");
        if (statement.migration().execution() != Execution.OUTSIDE
                || !(creates || drops)
                || read.words().contains("exists")) {
            return Stream.empty();
        }
        String clause = creates ? "IF NOT EXISTS" : "IF EXISTS";
        return Stream.of(Finding.of(
                new Written(),
                "the statement fails when the file is run a second time",
                "its file runs outside a transaction, and it has no " + clause,
                "write  " + clause));
    }
}
