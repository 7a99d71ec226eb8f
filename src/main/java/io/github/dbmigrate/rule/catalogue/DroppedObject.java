package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Dropped;
import java.util.stream.Stream;

/** An object of some kinds is dropped, and no data with it. What the same transaction makes again is not missed by anybody. */
abstract class DroppedObject extends Danger {
    private final String who;
    private final String[] types;

    /**
     * A rule about such objects.
     *
     * @param who notices: {@code whoever reads it gets an error from now on}
     * @param types as {@link Dropped#type} has them; the last word of each is that of its CREATE
     */
    DroppedObject(String word, String title, String why, String instead, String who, String... types) {
        super(word, Level.RISKY, title, why, instead);
        this.who = who;
        this.types = types;
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.dropped(types).stream()
                .filter(object -> !object.type().equals("trigger") || !evidence.isDropped(object.relation()))
                .filter(object -> !Neighbours.of(evidence.statement()).makeAgain(kind(object), object.name()))
                .map(object -> rated(
                        evidence,
                        Finding.of(
                                object,
                                object.type() + " " + object.identity() + " is gone: " + who,
                                evidence.seen(object))));
    }

    /** How bad it is, with what else the migration does. */
    Finding rated(Evidence evidence, Finding finding) {
        return finding;
    }

    private static String kind(Dropped object) {
        return object.type().substring(object.type().lastIndexOf(' ') + 1);
    }
}
