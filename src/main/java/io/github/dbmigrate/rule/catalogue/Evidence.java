package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Observation.Rewritten;
import io.github.dbmigrate.rule.Observation.Scanned;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of a statement, as the rules ask for it, and how it is shown. */
final class Evidence {
    /** Statements about one table: what they do to several, they do to that one and its partitions. */
    private static final Set<String> COMMANDS = Set.of("alter", "create", "reindex");

    private static final int SHOWN_LENGTH = 70;

    private final Observed statement;

    Evidence(Observed statement) {
        this.statement = statement;
    }

    Observed statement() {
        return statement;
    }

    /** Whether only the text is known. */
    boolean isRead() {
        return statement.source() == Observed.Source.READ;
    }

    /**
     * All observations of a kind on tables that were there before. What a command does to a partitioned table it does to all
     * its partitions; only the partitioned one is told of.
     */
    <T extends Observation> List<T> existing(Class<T> kind, Function<T, @Nullable Relation> table) {
        List<T> found = new ArrayList<>();
        for (T observation : statement.all(kind)) {
            Relation relation = table.apply(observation);
            if (relation != null && !relation.isNew()) {
                found.add(observation);
            }
        }
        Optional<Relation> whole = found.stream()
                .flatMap(observation -> Stream.ofNullable(table.apply(observation)))
                .filter(relation -> relation.kind() == Relation.Kind.PARTITIONED_TABLE)
                .findFirst();
        if (isAboutOne() && whole.isPresent()) {
            found.removeIf(observation -> !whole.get().equals(table.apply(observation)));
        }
        return found;
    }

    private boolean isAboutOne() {
        List<String> words = statement.statement().words();
        return !words.isEmpty() && COMMANDS.contains(words.get(0));
    }

    /** All objects of some types that were there before and that the statement, or what it called, dropped by name. */
    List<Dropped> dropped(String... types) {
        Set<String> wanted = Set.of(types);
        List<Dropped> withTable = existing(Dropped.class, Dropped::relation);
        return statement.all(Dropped.class).stream()
                .filter(dropped -> dropped.relation() == null || withTable.contains(dropped))
                .filter(dropped -> dropped.named() && wanted.contains(dropped.type()))
                .toList();
    }

    /** Whether the whole table is gone that something was a part of. */
    boolean isDropped(@Nullable Relation table) {
        return table != null
                && statement.all(Dropped.class).stream()
                        .anyMatch(dropped -> table.equals(dropped.relation())
                                && (dropped.type().equals("table")
                                        || dropped.type().equals("foreign table")
                                        || dropped.type().equals("materialized view")));
    }

    /** The strongest lock that the transaction has on a relation when the statement is through. */
    Optional<LockMode> lock(Relation relation) {
        LockMode held = statement.heldBefore().get(relation);
        Optional<LockMode> taken = statement.lock(relation);
        if (held == null || (taken.isPresent() && taken.get().compareTo(held) > 0)) {
            return taken;
        }
        return Optional.of(held);
    }

    boolean locks(Relation relation, LockMode atLeast) {
        return lock(relation).filter(mode -> mode.compareTo(atLeast) >= 0).isPresent();
    }

    /** Whether all of it was read; of a partitioned table, all of a partition. */
    boolean scanned(Relation table) {
        return statement.scanned(table)
                || (isWhole(table) && statement.all(Scanned.class).stream().anyMatch(this::isPart));
    }

    /** Whether it was written anew; of a partitioned table, a partition. */
    boolean rewrote(Relation table, Rewritten.Cause cause) {
        return statement.rewrote(table, cause)
                || (isWhole(table)
                        && statement.all(Rewritten.class).stream()
                                .anyMatch(rewritten -> rewritten.causes().contains(cause)));
    }

    private static boolean isWhole(Relation table) {
        return table.kind() == Relation.Kind.PARTITIONED_TABLE;
    }

    private boolean isPart(Scanned scanned) {
        return !scanned.relation().isNew();
    }

    /** Whether it is one of the words with which the statement begins. */
    boolean says(String word) {
        return statement.statement().words().contains(word);
    }

    /** What was seen of a table: the lock, and whether all of it was read or written. */
    String seen(Relation table) {
        if (isRead()) {
            return text();
        }
        List<String> seen = new ArrayList<>();
        lock(table).ifPresent(mode -> seen.add(held(mode, table)));
        for (Scanned scanned : statement.all(Scanned.class)) {
            if (scanned.relation().equals(table) || (isWhole(table) && isPart(scanned))) {
                seen.add("full scan of " + scanned.relation());
            }
        }
        for (Rewritten rewritten : statement.all(Rewritten.class)) {
            if (rewritten.relation().equals(table) || isWhole(table)) {
                seen.add("rewrite of " + rewritten.relation());
            }
        }
        return seen.isEmpty() ? "the catalog before and behind the statement" : String.join(", ", seen);
    }

    /** {@code ShareLock on public.orders until the end of the transaction} */
    String held(LockMode mode, Relation table) {
        return mode.catalogName() + " on " + table + " until the end of the "
                + (statement.inTransaction() ? "transaction" : "statement");
    }

    /** What was dropped, with the lock on the table that it was a part of. */
    String seen(Dropped dropped) {
        Relation table = dropped.relation();
        if (isRead()) {
            return text();
        }
        String seen = "dropped " + dropped.type() + " " + dropped.identity();
        return table != null && lock(table).isPresent()
                ? seen + ", " + held(lock(table).get(), table)
                : seen;
    }

    /** What the file itself says. */
    String text() {
        String line = oneLine(statement.text());
        return "the text says "
                + (line.length() <= SHOWN_LENGTH
                        ? line
                        : line.substring(0, SHOWN_LENGTH - 3).stripTrailing() + "...");
    }

    private static String oneLine(String sql) {
        return String.join(" ", sql.strip().split("\\s+"));
    }
}
