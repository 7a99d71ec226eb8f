package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;

/** Numbers from a sequence that is an object of its own. */
final class PreferIdentity extends ColumnTaste {

    PreferIdentity() {
        super(
                "prefer-identity",
                "a new column is serial",
                """
                serial makes a sequence that is an object of its own: whoever may insert into the table needs USAGE on the \
                sequence as well, copies of the table made with LIKE INCLUDING DEFAULTS draw from the same one, and any \
                insert may write numbers that the sequence will give out again. An identity column is standard SQL and has \
                none of that (CREATE TABLE, GENERATED AS IDENTITY; Serial Types).""",
                "Use GENERATED ALWAYS AS IDENTITY, or BY DEFAULT where rows are copied with their numbers.");
    }

    @Override
    boolean dislikes(Column column) {
        return column.identity() == Column.Identity.SERIAL;
    }

    @Override
    String message(NewColumns columns) {
        return "whoever inserts into %s needs a privilege on its sequence as well".formatted(columns.table());
    }

    @Override
    String better(Column column) {
        return TypeName.of(column).name() + " GENERATED ALWAYS AS IDENTITY";
    }

    @Override
    String seen(NewColumns columns) {
        return columns.each(column -> "has a sequence that is an object of its own");
    }
}
