package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Written;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Work that is done twice. */
final class MultipleAlterTables implements Rule {

    private static final Set<String> ALONE = Set.of("rename", "schema", "attach", "detach", "validate");

    @Override
    public String word() {
        return "multiple-alter-tables";
    }

    @Override
    public Level level() {
        return Level.ADVICE;
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public String title() {
        return "a table is altered twice in a row";
    }

    @Override
    public String why() {
        return """
                Each ALTER TABLE that must read or write the whole table does so again, while the lock of the first is held. \
                Written as one statement, the changes share one pass over the table (ALTER TABLE, Notes).""";
    }

    @Override
    public String instead() {
        return """
                Write one ALTER TABLE with the changes separated by commas. RENAME, SET SCHEMA, ATTACH, DETACH and VALIDATE \
                must stand alone.""";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        if (!statement.inTransaction() || statement.migration().isLong() || statement.number() < 2) {
            return List.of();
        }
        Script script = statement.migration().script();
        Statement before = script.statements().get(statement.number() - 2);
        Optional<Head.Name> table = altered(script, statement.statement());
        return table.isPresent() && table.equals(altered(script, before)) ? List.of(finding(table.get())) : List.of();
    }

    /** The table, unless the statement does what cannot be joined with something else. */
    private static Optional<Head.Name> altered(Script script, Statement statement) {
        Head head = Head.of(script, statement);
        if (!head.skip("alter", "table") || statement.words().stream().anyMatch(ALONE::contains)) {
            return Optional.empty();
        }
        head.skip("if", "exists");
        head.skip("only");
        return head.name();
    }

    private static Finding finding(Head.Name table) {
        return Finding.of(
                new Written(),
                "%s may be read or written whole once more".formatted(table),
                "the statement before alters %s as well".formatted(table),
                "write one ALTER TABLE %s with both changes, separated by a comma".formatted(table));
    }
}
