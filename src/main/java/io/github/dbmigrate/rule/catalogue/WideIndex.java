package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.script.Quoted;
import java.util.List;

/** Writers maintain more than readers use. */
final class WideIndex implements Rule {

    private static final int MOST = 3;

    @Override
    public String word() {
        return "wide-index";
    }

    @Override
    public Level level() {
        return Level.ADVICE;
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public String title() {
        return "an index has more than three columns";
    }

    @Override
    public String why() {
        return """
                A btree narrows the search by its first columns; those behind the first that is not compared with = hardly \
                help (Multicolumn Indexes). Each insert writes all of them, and each update of one of them writes the index \
                and can no longer be done on the page alone (HOT).""";
    }

    @Override
    public String instead() {
        return "Keep the columns that narrow the search, and put those that are only read behind INCLUDE.";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        return Inherited.leftOut(
                        statement.all(IndexAdded.class).stream()
                                .filter(added -> added.index().keyColumns() > MOST)
                                .toList(),
                        IndexAdded::table,
                        added -> added.index().keyColumns())
                .stream()
                .map(WideIndex::finding)
                .toList();
    }

    private static Finding finding(IndexAdded added) {
        String index = Quoted.shown(added.index().name());
        return Finding.of(
                added,
                "writes to %s maintain %d columns in %s"
                        .formatted(added.table(), added.index().keyColumns(), index),
                "%s has %d key columns".formatted(index, added.index().keyColumns()),
                "put columns that are only read behind INCLUDE (...)");
    }
}
