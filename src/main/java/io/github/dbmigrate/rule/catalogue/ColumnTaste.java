package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import java.util.stream.Stream;

/** Would have new columns of another type; asked only where somebody wants it. */
abstract class ColumnTaste extends Danger {

    ColumnTaste(String word, String title, String why, String instead) {
        super(word, Level.ADVICE, title, why, instead);
    }

    @Override
    public final boolean isOn() {
        return false;
    }

    @Override
    final Stream<Finding> findings(Evidence evidence) {
        return NewColumns.of(evidence.statement(), this::dislikes).stream()
                .map(columns -> Finding.of(
                        columns.observation(),
                        message(columns),
                        seen(columns),
                        "write  " + columns.each(this::better)));
    }

    abstract boolean dislikes(Column column);

    abstract String message(NewColumns columns);

    String seen(NewColumns columns) {
        return columns.types();
    }

    /** What should stand behind the column's name. */
    abstract String better(Column column);
}
