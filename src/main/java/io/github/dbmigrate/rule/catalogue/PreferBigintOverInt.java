package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;

/** Integers that may become too short. */
final class PreferBigintOverInt extends ColumnTaste {

    PreferBigintOverInt() {
        super(
                "prefer-bigint-over-int",
                "a new column is an integer of 32 bits",
                """
                An integer ends at 2147483647, and the insert that comes behind it fails with 22003, integer out of range. \
                Widening it later writes the whole table anew under a lock (Numeric Types; ALTER TABLE, TYPE). A bigint \
                takes four more bytes, often none because of alignment. What a sequence feeds is left to \
                short-primary-key-type.""",
                "Use bigint, unless the numbers have a known small range.");
    }

    @Override
    boolean dislikes(Column column) {
        return column.identity() == Column.Identity.NO && TypeName.of(column).is("integer");
    }

    @Override
    String message(NewColumns columns) {
        return "no number above 2147483647 fits into " + columns;
    }

    @Override
    String better(Column column) {
        return "bigint";
    }
}
