package io.github.dbmigrate.script;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement that can be cut into batches, and where: {@code head [condition] tail}, all three the user's own text.
 *
 * @param kind what it does
 * @param paged the table that is gone through by its key: the one that is changed, or the first that is read
 * @param changed the table that is written to
 * @param assigned the columns an UPDATE sets
 * @param calls the functions an INSERT ... SELECT calls in its list, outside sub-selects
 * @param head up to and with WHERE; without one, to where it would stand
 * @param condition what stands behind WHERE; null when there is none
 * @param tail what stands behind the condition: ON CONFLICT ..., or nothing
 */
public record BatchShape(
        Kind kind,
        Paged paged,
        TableName changed,
        List<Mention> assigned,
        List<Mention> calls,
        Range head,
        @Nullable Range condition,
        Range tail) {

    /** What a batch does. */
    public enum Kind {
        UPDATE("UPDATE table [alias] SET ... [FROM ...] [WHERE ...]"),
        DELETE("DELETE FROM table [alias] [USING ...] [WHERE ...]"),
        INSERT(
                "INSERT INTO table [(columns)] SELECT ... FROM other_table [alias] [JOIN ...] [WHERE ...] [ON CONFLICT ...]");

        private final String form;

        Kind(String form) {
            this.form = form;
        }

        String help() {
            return "a batch file may hold  " + form;
        }
    }

    /**
     * A table that is gone through by its key.
     *
     * @param only whether ONLY stands before it
     * @param reference what its columns are qualified with: its alias or its name, quoted
     * @param place of the name in the text
     */
    public record Paged(TableName name, boolean only, String reference, Range place) {}

    /** A name and where it is said. */
    public record Mention(String name, Range place) {}

    public BatchShape {
        assigned = List.copyOf(assigned);
        calls = List.copyOf(calls);
    }

    /** What to say when one of the key's columns is changed: the row would move to where the next batches look, or have looked. */
    public Optional<Fault> assignedKey(Script script, Collection<String> key) {
        return mentioned(assigned, key)
                .map(column -> BatchFaults.shape(
                        script,
                        column.place(),
                        "an update in batches cannot change the key that it goes by: " + Quoted.shown(column.name()),
                        "go by another key with  -- dbmigrate: batch by <column>  or take the directive out"));
    }

    /** What to say when one of the functions in the SELECT list turns out to be one of these aggregates. */
    public Optional<Fault> aggregate(Script script, Collection<String> aggregates) {
        return mentioned(calls, aggregates)
                .map(call -> BatchFaults.shape(
                        script,
                        call.place(),
                        Quoted.shown(call.name()) + " would be computed for each batch, not for the whole table",
                        "put it into a sub-select, or take the batch directive out"));
    }

    /** What to say when the rows that are added would be gone through in their turn, for ever. */
    public Fault feedsItself(Script script) {
        return BatchFaults.shape(
                script,
                paged.place(),
                "an INSERT in batches cannot read from the table it writes to: " + paged.name(),
                "it would copy its own copies; fill another table, or take the batch directive out");
    }

    /** What to say about the table that is gone through, when only the catalog tells. */
    public Fault unfit(Script script, String message, String help) {
        return BatchFaults.shape(script, paged.place(), message, help);
    }

    private static Optional<Mention> mentioned(List<Mention> mentions, Collection<String> names) {
        return mentions.stream()
                .filter(mention -> names.contains(mention.name()))
                .findFirst();
    }
}
