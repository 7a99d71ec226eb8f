package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import java.util.List;

/** Would have new columns of another type; asked only where somebody wants it. */
abstract class ColumnTaste implements Rule {

    @Override
    public final Level level() {
        return Level.ADVICE;
    }

    @Override
    public final boolean isOn() {
        return false;
    }

    @Override
    public final List<Finding> judge(Observed statement) {
        return NewColumns.of(statement, this::dislikes).stream()
                .map(columns -> Finding.of(
                        columns.observation(),
                        message(columns),
                        columns.types(),
                        "write  " + columns.each(this::better)))
                .toList();
    }

    abstract boolean dislikes(Column column);

    abstract String message(NewColumns columns);

    /** What should stand behind the column's name. */
    abstract String better(Column column);
}
