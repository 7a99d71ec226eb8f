package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.rule.Observation.IndexRedundant;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** Writers maintain an index that no reader needs. */
final class RedundantIndex extends Danger {

    RedundantIndex() {
        super("redundant-index", Level.ADVICE, "an index is there that another one makes useless", """
                A btree index over (a, b) finds by a alone what an index over (a) finds. The shorter one is no longer \
                needed, but each insert still writes it, updates write it as well, and it takes memory from the others \
                (Multicolumn Indexes).""", """
                Leave out or drop the one that is contained in the other. Keep it if it is so much smaller that queries show \
                the difference.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(IndexRedundant.class).stream()
                .map(redundant -> finding(redundant, evidence.statement()));
    }

    private static Finding finding(IndexRedundant redundant, Observed statement) {
        String index = name(redundant.index());
        return Finding.of(
                redundant,
                "every write to %s maintains %s for nothing".formatted(redundant.table(), index),
                "%s finds all that %s finds".formatted(name(redundant.other()), index),
                isMade(redundant.index(), statement)
                        ? "leave %s out".formatted(index)
                        : "in a file of its own:\n-- dbmigrate: no-transaction\nDROP INDEX CONCURRENTLY %s;"
                                .formatted(index));
    }

    private static boolean isMade(Index index, Observed statement) {
        return statement
                .first(IndexAdded.class, added -> name(added.index()).equals(name(index)))
                .isPresent();
    }

    private static String name(Index index) {
        String name = Quoted.shown(index.name());
        return index.schema().isEmpty() ? name : Quoted.shown(index.schema()) + "." + name;
    }
}
