package io.github.dbmigrate.plan;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Unfinished;
import io.github.dbmigrate.migration.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files against history.
 *
 * @param entries the history in its order, then what is pending in the order it will be applied, then what is held
 * @param problems everything that is at odds, not only the first
 */
public record Plan(List<Entry> entries, List<Diagnostic> problems) {

    public Plan {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    /**
     * Makes the plan.
     *
     * @param migrations in the order of application: versioned by number, then repeatable by name
     * @param history in the order of application
     * @param unfinished what the journal holds
     * @param lastChange what version control knows of a file; asked only for the first files that were changed after they were
     *     applied
     */
    public static Plan of(
            List<Migration> migrations,
            List<AppliedMigration> history,
            List<Unfinished> unfinished,
            PlanOptions options,
            Function<Migration, Optional<LastChange>> lastChange) {
        return new Planner(migrations, history, unfinished, options, lastChange).plan();
    }

    /** Makes the plan for a database without a journal. */
    public static Plan of(
            List<Migration> migrations,
            List<AppliedMigration> history,
            PlanOptions options,
            Function<Migration, Optional<LastChange>> lastChange) {
        return of(migrations, history, List.of(), options, lastChange);
    }

    /** The plan as it stands when some of its pending migrations have been applied. */
    public Plan after(List<Applied> applied, String appliedBy) {
        Map<String, Applied> done = new HashMap<>();
        applied.forEach(a -> done.put(a.migration().version(), a));
        List<Entry> now = entries.stream()
                .map(entry -> {
                    Applied a = done.get(entry.version());
                    return a == null ? entry : new Entry(State.APPLIED, a.migration(), a.row(appliedBy));
                })
                .toList();
        return new Plan(now, problems);
    }

    public boolean isBlocked() {
        for (Diagnostic problem : problems) {
            if (problem.isError()) {
                return true;
            }
        }
        return false;
    }

    public List<Entry> pending() {
        List<Entry> pending = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.state().isPending()) {
                pending.add(entry);
            }
        }
        return pending;
    }

    /** Whether a pending migration is not one transaction. */
    public boolean needsJournal() {
        return pending().stream().anyMatch(entry -> entry.file().execution() != Execution.TRANSACTION);
    }

    /** What this run applies, and what it leaves alone because it is beyond the target. */
    public List<Entry> notApplied() {
        List<Entry> notApplied = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.state().isPending() || entry.state() == State.HELD) {
                notApplied.add(entry);
            }
        }
        return notApplied;
    }

    /** The migrations in the history, in its order. */
    public List<Entry> applied() {
        List<Entry> applied = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.state().isInHistory()) {
                applied.add(entry);
            }
        }
        return applied;
    }

    public long count(State state) {
        return entries.stream().filter(entry -> entry.state() == state).count();
    }

    /** How many have begun, and stand there. */
    public long count(Unfinished.Phase phase) {
        return entries.stream()
                .filter(entry ->
                        entry.unfinished() != null && entry.unfinished().phase() == phase)
                .count();
    }

    /** The number of the highest applied version, {@code 044}; empty on a database without any. */
    public String current() {
        Version highest = null;
        String label = "";
        for (Entry entry : applied()) {
            Version number = entry.number();
            if (number != null && (highest == null || number.compareTo(highest) >= 0)) {
                highest = number;
                label = entry.label();
            }
        }
        return label;
    }

    /**
     * Matches rows to files by stem, then by number, if the history does not know the file's own stem. Every step is linear in the
     * number of files and rows.
     */
    private static final class Planner {
        /** A checkout that has changed all files would otherwise take minutes: version control starts processes for each. */
        private static final int MOST_ASKED = 20;

        private final List<Migration> migrations;
        private final List<AppliedMigration> history;
        private final PlanOptions options;
        private final Function<Migration, Optional<LastChange>> lastChange;
        private final Map<String, Unfinished> unfinished = new LinkedHashMap<>();
        private final Map<String, Migration> byStem = new HashMap<>();
        private final Map<Version, Migration> byNumber = new HashMap<>();
        private final Map<Version, Migration> unknownByNumber = new HashMap<>();
        private final List<Entry> entries = new ArrayList<>();
        private final List<Diagnostic> problems = new ArrayList<>();
        private @Nullable Migration lastNumbered;
        private @Nullable Entry newest;
        private @Nullable Version newestNumber;
        private int asked;

        Planner(
                List<Migration> migrations,
                List<AppliedMigration> history,
                List<Unfinished> unfinished,
                PlanOptions options,
                Function<Migration, Optional<LastChange>> lastChange) {
            this.migrations = migrations;
            this.history = history;
            for (Unfinished run : unfinished) {
                this.unfinished.put(run.version(), run);
            }
            this.options = options;
            this.lastChange = lastChange;
            Set<String> stems = new HashSet<>();
            for (AppliedMigration row : history) {
                stems.add(row.version());
            }
            for (Migration migration : migrations) {
                byStem.put(migration.version(), migration);
                Version number = migration.name().number();
                if (number != null) {
                    byNumber.put(number, migration);
                    lastNumbered = migration;
                }
                if (number != null && !stems.contains(migration.version())) {
                    unknownByNumber.put(number, migration);
                }
            }
        }

        Plan plan() {
            Map<String, Entry> outdated = new HashMap<>();
            for (AppliedMigration row : history) {
                Entry entry = entry(row);
                byStem.remove(entry.version());
                if (entry.state() == State.OUTDATED) {
                    outdated.put(entry.version(), entry);
                } else {
                    entries.add(entry);
                    // The journal is read before the history: another run may have finished in between.
                    unfinished.remove(row.version());
                }
                if (isNewer(entry)) {
                    newest = entry;
                    newestNumber = entry.number();
                }
            }
            Version target = target();
            List<Entry> held = new ArrayList<>();
            for (Migration migration : migrations) {
                Entry again = outdated.get(migration.version());
                if (again == null && !byStem.containsKey(migration.version())) {
                    continue;
                }
                if (isBeyond(migration, target)) {
                    held.add(again == null ? new Entry(State.HELD, migration, null) : again.as(State.APPLIED));
                } else if (again == null) {
                    checkOrder(migration);
                    pending(new Entry(State.PENDING, migration, null));
                } else {
                    pending(again);
                }
            }
            entries.addAll(held);
            for (Entry entry : held) {
                unfinished.remove(entry.version());
            }
            for (Unfinished run : unfinished.values()) {
                problems.add(UnfinishedProblems.withoutFile(run));
            }
            return new Plan(entries, problems);
        }

        private void pending(Entry entry) {
            Unfinished run = unfinished.remove(entry.version());
            entries.add(entry.with(run));
            problems.addAll(ScriptProblems.of(entry.file()));
            if (run != null && run.hasBegun()) {
                problems.addAll(UnfinishedProblems.of(entry.file(), run));
            }
        }

        private Entry entry(AppliedMigration row) {
            Migration file = byStem.get(row.version());
            if (file == null) {
                file = sameNumber(row);
            }
            if (file == null) {
                problems.add(Problems.missing(row));
                return new Entry(State.MISSING, null, row);
            }
            if (row.checksum() == null || file.matches(row.checksum())) {
                if (!file.version().equals(row.version())) {
                    problems.add(Problems.renamed(file, row));
                }
                return new Entry(State.APPLIED, file, row);
            }
            if (file.isRepeatable()) {
                return new Entry(State.OUTDATED, file, row);
            }
            problems.add(
                    file.version().equals(row.version())
                            ? Problems.changed(file, row, lastChange(file), nextNumber())
                            : Problems.replaced(file, row));
            return new Entry(State.CHANGED, file, row);
        }

        private Optional<LastChange> lastChange(Migration file) {
            asked++;
            return asked > MOST_ASKED ? Optional.empty() : lastChange.apply(file);
        }

        /** The file that has taken the row's number, if the row's own file is gone and no row is the file's own. */
        private @Nullable Migration sameNumber(AppliedMigration row) {
            Version number = Entry.numberOfRow(row);
            return number == null ? null : unknownByNumber.remove(number);
        }

        private boolean isNewer(Entry entry) {
            Version number = entry.number();
            if (number == null) {
                return false;
            }
            return newestNumber == null || number.compareTo(newestNumber) > 0;
        }

        private void checkOrder(Migration migration) {
            Version number = migration.name().number();
            if (options.outOfOrder() || number == null || newest == null || newestNumber == null) {
                return;
            }
            if (number.compareTo(newestNumber) < 0) {
                problems.add(Problems.outOfOrder(migration, newest.label()));
            }
        }

        private @Nullable Version target() {
            String asked = options.target();
            if (asked == null) {
                return null;
            }
            Optional<Version> target = migrations.stream()
                    .filter(m -> m.label().equals(asked) || m.version().equals(asked))
                    .flatMap(m -> Stream.ofNullable(m.name().number()))
                    .findFirst()
                    .or(() -> Optional.ofNullable(sameNumber(asked)));
            if (target.isEmpty()) {
                problems.add(Problems.unknownTarget(asked, byNumber.values()));
            }
            return target.orElse(null);
        }

        /** A number that is written otherwise than in the file name: 44 for 044. */
        private @Nullable Version sameNumber(String target) {
            try {
                Version number = Version.of(target);
                return byNumber.containsKey(number) ? number : null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        /** A repeatable migration is written against the newest version, so a run that stops earlier leaves it alone. */
        private static boolean isBeyond(Migration migration, @Nullable Version target) {
            Version number = migration.name().number();
            return target != null && (number == null || number.compareTo(target) > 0);
        }

        private String nextNumber() {
            return lastNumbered == null ? "" : NextNumber.after(lastNumbered.label());
        }
    }
}
