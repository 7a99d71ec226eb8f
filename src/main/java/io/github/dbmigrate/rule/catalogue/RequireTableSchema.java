package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Written;
import io.github.dbmigrate.rule.Observed;
import java.util.Optional;
import java.util.stream.Stream;

/** Tables that a setting chooses. */
final class RequireTableSchema extends Danger {

    RequireTableSchema() {
        super("require-table-schema", Level.ADVICE, "a table is named without its schema", """
                Which table is meant, or in which schema a new one is made, is decided by search_path: of the role, of the \
                database, or of a file that ran before in the same session (Schemas, The Schema Search Path). Another role \
                may get another table.""", "Name the schema.");
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        Head head = Head.of(statement);
        boolean isTable = head.skip("create", "table")
                || head.skip("create", "unlogged", "table")
                || head.skip("alter", "table")
                || head.skip("drop", "table");
        if (!isTable) {
            return Stream.empty();
        }
        head.skip("if", "not", "exists");
        head.skip("if", "exists");
        head.skip("only");
        Optional<Head.Name> name = head.name().filter(table -> table.schema().isEmpty());
        return name.isEmpty() ? Stream.empty() : Stream.of(finding(statement, name.get()));
    }

    private static Finding finding(Observed statement, Head.Name name) {
        return Finding.of(
                new Written(),
                "search_path decides which table %s is".formatted(name),
                "%s is named without a schema".formatted(name),
                "write the schema as well:  <schema>.%s".formatted(name));
    }
}
