package io.github.dbmigrate.rule;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One statement of a migration, and all that is known of what it did.
 *
 * @param number of the statement in its file, from 1
 * @param source how it is known
 * @param inTransaction whether it shared a transaction with the other statements of its file
 * @param heldBefore the locks that statements before it hold on relations that were there before, each the strongest
 * @param lockTimeoutOff whether it waits for locks as long as it takes
 * @param facts in the order in which they happened, as far as that is known
 */
public record Observed(
        Migration migration,
        Statement statement,
        int number,
        Source source,
        boolean inTransaction,
        Map<Relation, LockMode> heldBefore,
        boolean lockTimeoutOff,
        List<Fact> facts) {

    /** How it is known what a statement does. */
    public enum Source {
        /** It was run. */
        REHEARSED,
        /** Its text was read. What happens inside functions and DO blocks is not known. */
        READ
    }

    /**
     * An observation and where in the file it comes from.
     *
     * @param offset in the script's text: of the statement, or of the line inside its DO block that did it
     * @param end one past the end of what is to be marked
     */
    public record Fact(Observation observation, int offset, int end) {}

    public Observed {
        heldBefore = new LinkedHashMap<>(heldBefore);
        facts = List.copyOf(facts);
    }

    /** The same with one more. */
    public Observed with(Fact fact) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(fact);
        return new Observed(migration, statement, number, source, inTransaction, heldBefore, lockTimeoutOff, more);
    }

    /** All observations of a kind. */
    public <T extends Observation> List<T> all(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Fact fact : facts) {
            if (kind.isInstance(fact.observation())) {
                found.add(kind.cast(fact.observation()));
            }
        }
        return found;
    }

    /** The first observation of a kind with a property. */
    public <T extends Observation> Optional<T> first(Class<T> kind, Predicate<T> property) {
        return all(kind).stream().filter(property).findFirst();
    }

    public boolean scanned(Relation relation) {
        return first(Observation.Scanned.class, scanned -> scanned.relation().equals(relation))
                .isPresent();
    }

    public boolean rewrote(Relation relation, Observation.Rewritten.Cause cause) {
        return first(
                        Observation.Rewritten.class,
                        rewritten -> rewritten.relation().equals(relation)
                                && rewritten.causes().contains(cause))
                .isPresent();
    }

    /** The strongest lock that the statement itself took on a relation that was there before. */
    public Optional<LockMode> lock(Relation relation) {
        return first(Observation.Locked.class, locked -> locked.relation().equals(relation))
                .map(Observation.Locked::mode);
    }

    /** The relations on which it took a lock this strong or stronger. */
    public List<Relation> locked(LockMode atLeast) {
        return all(Observation.Locked.class).stream()
                .filter(locked -> locked.mode().compareTo(atLeast) >= 0)
                .map(Observation.Locked::relation)
                .toList();
    }

    /** Whether its text begins with these words. */
    public boolean startsWith(String... words) {
        return statement.startsWith(words);
    }

    public String text() {
        return migration.script().text(statement);
    }
}
