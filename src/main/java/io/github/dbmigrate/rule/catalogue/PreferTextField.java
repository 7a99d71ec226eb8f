package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;

/** Limits that are a part of the type. */
final class PreferTextField extends ColumnTaste {

    PreferTextField() {
        super(
                "prefer-text-field",
                "a new column is a varchar with a limit",
                """
                text and varchar(n) are stored alike and are equally fast. But a limit is a part of the type: lowering it \
                writes the table anew, and each change breaks prepared statements, and none is possible while a view uses \
                the column (Character Types). A CHECK can be exchanged without any of that.""",
                "Use text, and where a limit matters a CHECK that is added NOT VALID and validated later.");
    }

    @Override
    boolean dislikes(Column column) {
        return TypeName.of(column).is("character varying")
                && !TypeName.of(column).modifier().isEmpty();
    }

    @Override
    String message(NewColumns columns) {
        return "a longer text than now thought of is refused by " + columns;
    }

    @Override
    String better(Column column) {
        return "text";
    }
}
