package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Observation.ColumnAdded;
import io.github.dbmigrate.rule.Observation.Rewritten.Cause;
import io.github.dbmigrate.script.Quoted;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A column that was added to a table that was there before. */
final class NewColumn {
    private NewColumn() {}

    /** Whether each row gets a value of its own, by which the table is written anew. */
    static boolean isComputed(Evidence evidence, ColumnAdded added) {
        return added.column().identity() != Column.Identity.NO
                || added.column().generated() == Column.Generated.STORED
                || (added.column().hasDefault() && evidence.rewrote(added.table(), Cause.DEFAULT));
    }

    /** Identity and stored columns that make their table be written anew: surely when it was seen, by the manual when read. */
    static Stream<ColumnAdded> rewriting(Evidence evidence, Predicate<Column> which) {
        return evidence.existing(ColumnAdded.class, ColumnAdded::table).stream()
                .filter(added -> which.test(added.column()))
                .filter(added -> evidence.isRead() || evidence.rewrote(added.table(), Cause.DEFAULT));
    }

    static String add(ColumnAdded added) {
        return Sql.alter(added.table()) + "ADD COLUMN "
                + Quoted.shown(added.column().name()) + " " + added.column().type();
    }

    static String message(ColumnAdded added) {
        return added.table() + " cannot be read or written while all of it is written anew for column "
                + Quoted.shown(added.column().name());
    }

    /** How the rows that are there get their values. */
    static String fill(ColumnAdded added, String value) {
        String column = Quoted.shown(added.column().name());
        return Sql.IN_BATCHES + "UPDATE " + added.table() + " SET " + column + " = " + value + " WHERE " + column
                + " IS NULL;";
    }
}
