package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Written;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Work that is done twice. */
final class MultipleAlterTables extends Danger {

    private static final Set<String> ALONE = Set.of("rename", "schema", "attach", "detach", "validate");

    MultipleAlterTables() {
        super("multiple-alter-tables", Level.ADVICE, "a table is altered twice in a row", """
                Each ALTER TABLE that must read or write the whole table does so again, while the lock of the first is held. \
                Written as one statement, the changes share one pass over the table (ALTER TABLE, Notes).""", """
                Write one ALTER TABLE with the changes separated by commas. RENAME, SET SCHEMA, ATTACH, DETACH and VALIDATE \
                must stand alone.""");
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        if (!statement.inTransaction() || statement.migration().isLong() || statement.number() < 2) {
            return Stream.empty();
        }
        Script script = statement.migration().script();
        Statement before = script.statements().get(statement.number() - 2);
        Optional<Head.Name> table = altered(script, statement.statement());
        return table.isPresent() && table.equals(altered(script, before))
                ? Stream.of(finding(table.get()))
                : Stream.empty();
    }

    /** The table, unless the statement does what cannot be joined with something else. */
    private static Optional<Head.Name> altered(Script script, Statement statement) {
        Head head = Head.of(script, statement);
        if (!head.skipAlterTable() || statement.words().stream().anyMatch(ALONE::contains)) {
            return Optional.empty();
        }
        return head.name();
    }

    private static Finding finding(Head.Name table) {
        return Finding.of(
                new Written(),
                "%s is altered twice where one statement would do".formatted(table),
                "the statement before alters %s as well".formatted(table),
                "write one ALTER TABLE %s with both changes, separated by a comma".formatted(table));
    }
}
