package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The other statements of a migration, as far as their first words tell what they are for. */
final class Neighbours {
    private final List<Statement> before;
    private final List<Statement> behind;

    private Neighbours(List<Statement> before, List<Statement> behind) {
        this.before = before;
        this.behind = behind;
    }

    /** None when each statement is on its own: what one leaves can be seen before the next. */
    static Neighbours of(Observed statement) {
        if (!statement.inTransaction() || statement.migration().isLong()) {
            return new Neighbours(List.of(), List.of());
        }
        List<Statement> all = statement.migration().script().statements();
        int at = Math.min(statement.number(), all.size());
        return new Neighbours(all.subList(0, at), all.subList(at, all.size()));
    }

    /** Whether one behind makes an object of this kind and name again. */
    boolean makeAgain(String kind, String name) {
        return behind.stream()
                .anyMatch(other ->
                        other.startsWith("create") && other.words().contains(kind) && mentions(other.words(), name));
    }

    /** Whether one before has dropped a trigger of this name from a table of this name. */
    boolean dropTrigger(String name, Relation table) {
        return before.stream()
                .anyMatch(other -> other.startsWith("drop", "trigger")
                        && mentions(other.words(), name)
                        && mentions(other.words(), table.name()));
    }

    /** Whether one before, or the statement itself, drops a constraint of this name. */
    boolean dropConstraint(String name) {
        return before.stream()
                .anyMatch(other -> other.words().contains("drop")
                        && other.words().contains("constraint")
                        && isBehind(other.words(), "drop", name));
    }

    /** Whether the name comes soon behind a word: {@code DROP CONSTRAINT IF EXISTS name}. */
    private static boolean isBehind(List<String> words, String word, String name) {
        int at = words.indexOf(word);
        return at >= 0 && mentions(words.subList(at, Math.min(words.size(), at + 5)), name);
    }

    /** Whether one of them drops a table. */
    boolean dropTable() {
        return Stream.concat(before.stream(), behind.stream()).anyMatch(other -> other.startsWith("drop", "table"));
    }

    /** Whether one adds a constraint of this name. */
    boolean addConstraint(String name) {
        return Stream.concat(before.stream(), behind.stream())
                .anyMatch(other -> follow(other.words(), "add", "constraint") && mentions(other.words(), name));
    }

    /** Whether one before, or the statement itself, has set a column of a table NOT NULL. */
    boolean setNotNull(Relation table) {
        return before.stream()
                .anyMatch(
                        other -> follow(other.words(), "set", "not", "null") && mentions(other.words(), table.name()));
    }

    private static boolean mentions(List<String> words, String name) {
        return words.contains(name) || words.contains(Quoted.identifier(name));
    }

    private static boolean follow(List<String> words, String... expected) {
        List<String> wanted = List.of(expected);
        for (int i = 0; i + wanted.size() <= words.size(); i++) {
            if (words.subList(i, i + wanted.size()).equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
