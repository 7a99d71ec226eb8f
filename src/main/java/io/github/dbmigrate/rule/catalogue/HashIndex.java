package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** An index that few queries can use. */
final class HashIndex extends Danger {

    HashIndex() {
        super("hash-index", Level.ADVICE, "an index is a hash index", """
                It can only answer =. It cannot be unique, have several columns, or give an order, and a btree is about as \
                fast for what it does (Index Types). It is smaller where the values are long.""", "Use a btree.");
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(IndexAdded.class).stream()
                .filter(added -> added.index().method().equals("hash"))
                .map(HashIndex::finding);
    }

    private static Finding finding(IndexAdded added) {
        String index = Quoted.shown(added.index().name());
        return Finding.of(added, index + " answers nothing but =", index + " is a hash index", "write  USING btree");
    }
}
