package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;

/** Integers that may become too short. */
final class PreferBigintOverSmallint extends ColumnTaste {

    PreferBigintOverSmallint() {
        super(
                "prefer-bigint-over-smallint",
                "a new column is an integer of 16 bits",
                """
                A smallint ends at 32767, and the insert that comes behind it fails with 22003, smallint out of range. \
                Widening it later writes the whole table anew under a lock (Numeric Types; ALTER TABLE, TYPE). What it saves \
                is often lost to alignment. What a sequence feeds is left to short-primary-key-type.""",
                "Use bigint, unless the numbers have a known small range.");
    }

    @Override
    boolean dislikes(Column column) {
        return column.identity() == Column.Identity.NO && TypeName.of(column).is("smallint");
    }

    @Override
    String message(NewColumns columns) {
        return "no number above 32767 fits into " + columns;
    }

    @Override
    String better(Column column) {
        return "bigint";
    }
}
