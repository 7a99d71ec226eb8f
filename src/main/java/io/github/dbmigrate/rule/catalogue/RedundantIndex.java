package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.rule.Observation.IndexRedundant;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.script.Quoted;
import java.util.List;

/** Writers maintain an index that no reader needs. */
final class RedundantIndex implements Rule {

    @Override
    public String word() {
        return "redundant-index";
    }

    @Override
    public Level level() {
        return Level.ADVICE;
    }

    @Override
    public String title() {
        return "an index is there that another one makes useless";
    }

    @Override
    public String why() {
        return """
                A btree index over (a, b) finds by a alone what an index over (a) finds. The shorter one is no longer \
                needed, but each insert still writes it, updates write it as well, and it takes memory from the others \
                (Multicolumn Indexes).""";
    }

    @Override
    public String instead() {
        return """
                Leave out or drop the one that is contained in the other. Keep it if it is so much smaller that queries show \
                the difference.""";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        return Inherited.leftOut(
                        statement.all(IndexRedundant.class),
                        IndexRedundant::table,
                        redundant -> List.of(
                                redundant.index().keyColumns(),
                                redundant.other().keyColumns()))
                .stream()
                .map(redundant -> finding(redundant, statement))
                .toList();
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
