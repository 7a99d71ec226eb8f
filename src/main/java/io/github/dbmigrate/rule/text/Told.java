package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observed.Fact;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What one statement tells. Of temporary tables it tells nothing. */
final class Told {
    private final List<Fact> facts = new ArrayList<>();
    private final Map<Relation, Fact> locks = new LinkedHashMap<>();
    private Range place;

    Told(Range place) {
        this.place = place;
    }

    /** What is told from now on is told by this part of the statement. */
    void from(Range part) {
        place = part;
    }

    void tell(Observation observation) {
        facts.add(new Fact(observation, place.offset(), place.end()));
    }

    /** About a relation, whether it is new or not. */
    void tell(Relation about, Observation observation) {
        if (!Known.isTemporary(about)) {
            tell(observation);
        }
    }

    /** About a relation if it was there before. */
    void tellOfOld(Relation about, Observation observation) {
        if (!about.isNew()) {
            tell(observation);
        }
    }

    /** Of several locks on a relation the strongest is told. */
    void lock(Relation relation, LockMode mode) {
        Fact held = locks.get(relation);
        boolean stronger = held == null || mode(held).compareTo(mode) < 0;
        if (!relation.isNew() && stronger) {
            locks.put(relation, new Fact(new Observation.Locked(relation, mode), place.offset(), place.end()));
        }
    }

    void scan(Relation relation) {
        Observation scanned = new Observation.Scanned(relation);
        boolean known = facts.stream().anyMatch(fact -> fact.observation().equals(scanned));
        if (!known) {
            tellOfOld(relation, scanned);
        }
    }

    /** It turned out that it tells nothing after all. */
    void withdraw() {
        facts.clear();
        locks.clear();
    }

    /** It turned out that one thing is not so. */
    void withdraw(Observation observation) {
        facts.removeIf(fact -> fact.observation().equals(observation));
    }

    /** It turned out that something is otherwise. */
    void correct(UnaryOperator<Observation> correction) {
        facts.replaceAll(fact -> new Fact(correction.apply(fact.observation()), fact.offset(), fact.end()));
    }

    Map<Relation, LockMode> locks() {
        Map<Relation, LockMode> modes = new LinkedHashMap<>();
        locks.forEach((relation, fact) -> modes.put(relation, mode(fact)));
        return modes;
    }

    /** The locks first: a statement takes them before it does anything. */
    List<Fact> facts() {
        List<Fact> all = new ArrayList<>(locks.values());
        all.addAll(facts);
        return all;
    }

    private static LockMode mode(Fact lock) {
        return ((Observation.Locked) lock.observation()).mode();
    }
}
