package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;

/** Keys that may be used up. */
final class ShortPrimaryKeyType extends ColumnTaste {

    ShortPrimaryKeyType() {
        super(
                "short-primary-key-type",
                "a sequence feeds a column of 32 bits or less",
                """
                A sequence gives out each number once, also those of rows that were rolled back or deleted, so it comes to \
                the end of its type while the table is still small. Then every insert fails with 2200H, nextval: reached \
                maximum value of sequence, and widening the column and all columns that refer to it writes their tables anew \
                under a lock (CREATE SEQUENCE; ALTER TABLE, TYPE).""",
                "Use bigint for what a sequence feeds, and for the columns that refer to it.");
    }

    @Override
    boolean dislikes(Column column) {
        return column.identity() != Column.Identity.NO
                && (TypeName.of(column).is("integer") || TypeName.of(column).is("smallint"));
    }

    @Override
    String message(NewColumns columns) {
        return "inserts fail when the sequence of %s is used up".formatted(columns);
    }

    @Override
    String better(Column column) {
        return column.identity() == Column.Identity.SERIAL ? "bigserial" : "bigint";
    }
}
