package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.rule.Observation.TableCreated;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.script.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that every query must quote. */
final class NamingConvention extends Danger {

    NamingConvention() {
        super(
                "naming-convention",
                Level.ADVICE,
                "a name is not in lower case with underscores",
                """
                A name that is written in double quotes with capitals, blanks or other signs must be quoted by every query \
                that uses it, and exactly so: without quotes PostgreSQL folds it to lower case and does not find it (SQL \
                Syntax, Identifiers and Key Words).""",
                "Use a to z, 0 to 9 and underscores: order_items.");
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        List<Named> names = new ArrayList<>();
        for (TableCreated created : statement.all(TableCreated.class)) {
            names.add(new Named(created, created.table().name()));
        }
        for (NewColumns columns : NewColumns.of(statement, column -> true)) {
            columns.columns().forEach(column -> names.add(new Named(columns.observation(), column.name())));
        }
        String text = statement.migration().isLong() ? "" : statement.text();
        for (IndexAdded added : statement.all(IndexAdded.class)) {
            // Others get theirs from a table or constraint.
            if (text.contains(Quoted.identifier(added.index().name()))) {
                names.add(new Named(added, added.index().name()));
            }
        }
        List<Named> bad = names.stream().filter(Named::mustBeQuoted).distinct().toList();
        return bad.isEmpty() ? Stream.empty() : Stream.of(finding(bad));
    }

    private static Finding finding(List<Named> bad) {
        String all = bad.stream().map(Named::toString).collect(Collectors.joining(", "));
        return Finding.of(
                bad.get(0).observation(),
                "every query must quote " + all,
                "not in lower case with underscores: " + all,
                "write  " + bad.stream().map(Named::plain).collect(Collectors.joining(", ")));
    }

    private record Named(Observation observation, String name) {

        boolean mustBeQuoted() {
            return toString().startsWith("\"");
        }

        /** {@code order_items} for {@code OrderItems} and {@code "order items"}. */
        String plain() {
            StringBuilder plain = new StringBuilder();
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1))) {
                    plain.append('_');
                }
                plain.append(Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : '_');
            }
            return plain.toString();
        }

        @Override
        public String toString() {
            return Quoted.shown(name);
        }
    }
}
