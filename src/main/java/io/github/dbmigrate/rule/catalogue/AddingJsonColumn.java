package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observed;
import java.util.stream.Stream;

/** Values that cannot be compared. */
final class AddingJsonColumn extends Danger {

    AddingJsonColumn() {
        super(
                "adding-json-column",
                Level.ADVICE,
                "a new column is json",
                """
                json is kept as text: it has no equality operator, so SELECT DISTINCT, GROUP BY and UNION over the table \
                fail with 42883, could not identify an equality operator for type json, also in queries of which nobody \
                thinks now. It cannot be indexed itself, and is parsed for every access (JSON Types).""",
                "Use jsonb, unless the order of keys, duplicate keys or white space must be kept.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        return NewColumns.of(statement, AddingJsonColumn::isJson).stream()
                .map(columns -> Finding.of(
                        columns.observation(),
                        "SELECT DISTINCT and GROUP BY over %s fail".formatted(columns.table()),
                        columns.types(),
                        "write  " + columns.each(column -> "jsonb")));
    }

    private static boolean isJson(Column column) {
        TypeName type = TypeName.of(column);
        return type.is("json") || type.is("json[]");
    }
}
