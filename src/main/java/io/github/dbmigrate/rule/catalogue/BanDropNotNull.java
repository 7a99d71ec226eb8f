package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** Readers meet a null that have never met one. */
final class BanDropNotNull extends Danger {

    BanDropNotNull() {
        super("ban-drop-not-null", Level.RISKY, "a column may be null that could not be", """
                Nothing in the database breaks, but whoever reads the column has never met a null in it: code that does not \
                expect one fails as soon as the first is written, conditions such as <> and NOT IN stop matching those rows, \
                and going back needs a scan of the whole table (ALTER TABLE, SET NOT NULL).""", """
                Deploy readers that expect null before the first one is written. Where null only stands for "not known yet", \
                keep NOT NULL and give that a value of its own.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(ColumnChanged.class, ColumnChanged::table).stream()
                .filter(changed ->
                        changed.before().notNull() && !changed.after().notNull())
                .map(BanDropNotNull::finding);
    }

    private static Finding finding(ColumnChanged changed) {
        String column = Quoted.shown(changed.after().name());
        return Finding.of(
                changed,
                "readers of %s.%s meet null from now on".formatted(changed.table(), column),
                "column %s of %s is no longer NOT NULL".formatted(column, changed.table()),
                "deploy readers that expect null first, and run this file behind them");
    }
}
