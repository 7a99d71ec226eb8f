package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;

/** Texts that are not what was written. */
final class BanCharField extends ColumnTaste {

    BanCharField() {
        super(
                "ban-char-field",
                "a new column is a char(n)",
                """
                Shorter texts are filled up with blanks, which are stored, but do not count when two are compared, and are \
                gone when the value becomes a text: LIKE, length and concatenation give other results than = does. It is the \
                slowest of the three character types (Character Types).""",
                "Use text, with a CHECK where the length must be exact.");
    }

    @Override
    boolean dislikes(Column column) {
        return TypeName.of(column).is("character");
    }

    @Override
    String message(NewColumns columns) {
        return "texts are padded with blanks in " + columns;
    }

    @Override
    String better(Column column) {
        return "text";
    }
}
