package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** Writers maintain more than readers use. */
final class WideIndex extends Danger {

    private static final int MOST = 3;

    WideIndex() {
        super(
                "wide-index",
                Level.ADVICE,
                "an index has more than three columns",
                """
                A btree narrows the search by its first columns; those behind the first that is not compared with = hardly \
                help (Multicolumn Indexes). Each insert writes all of them, and each update of one of them writes the index \
                and can no longer be done on the page alone (HOT).""",
                "Keep the columns that narrow the search, and put those that are only read behind INCLUDE.");
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(IndexAdded.class).stream()
                .filter(added -> added.index().keyColumns() > MOST)
                .map(WideIndex::finding);
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
