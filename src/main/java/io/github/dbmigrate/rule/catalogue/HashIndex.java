package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.script.Quoted;
import java.util.List;

/** An index that few queries can use. */
final class HashIndex implements Rule {

    @Override
    public String word() {
        return "hash-index";
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
        return "an index is a hash index";
    }

    @Override
    public String why() {
        return """
                It can only answer =. It cannot be unique, have several columns, or give an order, and a btree is about as \
                fast for what it does (Index Types). It is smaller where the values are long.""";
    }

    @Override
    public String instead() {
        return "Use a btree.";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        return Inherited.leftOut(
                        statement.all(IndexAdded.class).stream()
                                .filter(added -> added.index().method().equals("hash"))
                                .toList(),
                        IndexAdded::table,
                        added -> added.index().keyColumns())
                .stream()
                .map(added -> Finding.of(
                        added,
                        "%s answers nothing but ="
                                .formatted(Quoted.shown(added.index().name())),
                        "%s is a hash index"
                                .formatted(Quoted.shown(added.index().name())),
                        "write  USING btree"))
                .toList();
    }
}
