package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.script.Quoted;
import java.util.List;

/** Readers meet a null that have never met one. */
final class BanDropNotNull implements Rule {

    @Override
    public String word() {
        return "ban-drop-not-null";
    }

    @Override
    public Level level() {
        return Level.RISKY;
    }

    @Override
    public String title() {
        return "a column may be null that could not be";
    }

    @Override
    public String why() {
        return """
                Nothing in the database breaks, but whoever reads the column has never met a null in it: code that does not \
                expect one fails as soon as the first is written, conditions such as <> and NOT IN stop matching those rows, \
                and going back needs a scan of the whole table (ALTER TABLE, SET NOT NULL).""";
    }

    @Override
    public String instead() {
        return """
                Deploy readers that expect null before the first one is written. Where null only stands for "not known yet", \
                keep NOT NULL and give that a value of its own.""";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        List<ColumnChanged> changed = statement.all(ColumnChanged.class).stream()
                .filter(one -> one.before().notNull()
                        && !one.after().notNull()
                        && !one.table().isNew())
                .toList();
        return Inherited.leftOut(
                        changed, ColumnChanged::table, one -> one.after().name())
                .stream()
                .map(BanDropNotNull::finding)
                .toList();
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
