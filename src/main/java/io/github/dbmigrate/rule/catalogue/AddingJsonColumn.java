package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import java.util.List;

/** Values that cannot be compared. */
final class AddingJsonColumn implements Rule {

    @Override
    public String word() {
        return "adding-json-column";
    }

    @Override
    public Level level() {
        return Level.ADVICE;
    }

    @Override
    public String title() {
        return "a new column is json";
    }

    @Override
    public String why() {
        return """
                json is kept as text: it has no equality operator, so SELECT DISTINCT, GROUP BY and UNION over the table \
                fail with 42883, could not identify an equality operator for type json, also in queries of which nobody \
                thinks now. It cannot be indexed itself, and is parsed for every access (JSON Types).""";
    }

    @Override
    public String instead() {
        return "Use jsonb, unless the order of keys, duplicate keys or white space must be kept.";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        return NewColumns.of(statement, AddingJsonColumn::isJson).stream()
                .map(columns -> Finding.of(
                        columns.observation(),
                        "SELECT DISTINCT and GROUP BY over %s fail".formatted(columns.table()),
                        columns.types(),
                        "write  " + columns.each(column -> "jsonb")))
                .toList();
    }

    private static boolean isJson(Column column) {
        TypeName type = TypeName.of(column);
        return type.is("json") || type.is("json[]");
    }
}
