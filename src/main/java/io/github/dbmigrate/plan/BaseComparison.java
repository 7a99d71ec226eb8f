package io.github.dbmigrate.plan;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.FileName.Kind;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files against the branch that they will be merged into. */
public final class BaseComparison {
    private final Base base;
    private final List<Migration> migrations;
    private final PlanOptions options;
    private final BaseProblems texts;
    private final TreeMap<Version, String> numbers = new TreeMap<>();
    private final Map<String, Migration> byFile = new HashMap<>();
    private final Map<String, Checksum> gone = new TreeMap<>();
    private final Map<String, Migration> added = new LinkedHashMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    private BaseComparison(
            Base base, List<Migration> migrations, PlanOptions options, Function<String, Optional<Duration>> age) {
        this.base = base;
        this.migrations = migrations;
        this.options = options;
        base.now().files().forEach((file, name) -> {
            if (name.kind() == Kind.VERSIONED) {
                numbers.put(name.orderedBy(), file);
            }
        });
        migrations.forEach(migration -> byFile.put(migration.file(), migration));
        this.texts = new BaseProblems(base, age, nextNumber());
    }

    /**
     * Compares.
     *
     * @param migrations in the order of application
     * @param age how old a file of the base is; asked only for files whose number was taken twice
     */
    public static BaseComparison of(
            Base base, List<Migration> migrations, PlanOptions options, Function<String, Optional<Duration>> age) {
        BaseComparison comparison = new BaseComparison(base, migrations, options, age);
        comparison.compare();
        return comparison;
    }

    /** What the base does not have, and repeatable ones that are not as they are there; in the order of application. */
    public List<Migration> added() {
        return List.copyOf(added.values());
    }

    public boolean isNew(Migration migration) {
        return added.containsKey(migration.file());
    }

    /** Everything that is at odds, not only the first. */
    public List<Diagnostic> problems() {
        return List.copyOf(problems);
    }

    /**
     * Puts what is known from the base into the problems of the folder: which of two files with one number is the newer. In a pull
     * request's merge commit both are in the folder.
     */
    public List<Diagnostic> explained(List<Diagnostic> ofTheFolder) {
        return ofTheFolder.stream().map(this::explained).toList();
    }

    private Diagnostic explained(Diagnostic problem) {
        if (!problem.id().equals(BaseProblems.DUPLICATE)) {
            return problem;
        }
        List<Migration> mine = new ArrayList<>();
        List<Migration> theirs = new ArrayList<>();
        for (Place place : problem.places()) {
            Migration migration = byFile.get(place.file());
            if (migration != null && migration.name().number() != null) {
                (isNew(migration) ? mine : theirs).add(migration);
            }
        }
        if (mine.size() != 1 || theirs.size() != 1 || taken(mine.get(0)) == null) {
            return problem;
        }
        Migration other = theirs.get(0);
        return texts.duplicate(mine.get(0), other.file(), other.name(), help(mine.get(0), renumbering()));
    }

    private void compare() {
        base.deleted().forEach((file, checksum) -> {
            FileName name = base.atFork().files().get(file);
            if (name != null && name.kind() != Kind.DOWN && base.now().has(file)) {
                gone.put(file, checksum);
            }
        });
        for (Migration migration : migrations) {
            compare(migration);
        }
        gone.forEach((file, checksum) -> problems.add(texts.deleted(file, nameOf(file))));
        numbers();
    }

    private void compare(Migration migration) {
        boolean known = base.atFork().has(migration.file()) || base.now().has(migration.file());
        if (!known) {
            renamed(migration);
            return;
        }
        List<Checksum> before = base.changed().getOrDefault(migration.file(), List.of());
        if (before.isEmpty() || before.contains(migration.checksum())) {
            return;
        }
        if (migration.isRepeatable() || !base.atFork().has(migration.file())) {
            added.put(migration.file(), migration);
        } else {
            problems.add(texts.changed(migration, before.get(0)));
        }
    }

    /** A file that the base does not have is one of the base's under another name, one in the place of another, or new. */
    private void renamed(Migration migration) {
        String sameText = null;
        String sameNumber = null;
        for (Map.Entry<String, Checksum> old : gone.entrySet()) {
            FileName name = nameOf(old.getKey());
            boolean numbered = name.number() != null
                    && name.number().equals(migration.name().number());
            if (name.kind() == migration.name().kind() && old.getValue().equals(migration.checksum())) {
                sameText = sameText == null || numbered ? old.getKey() : sameText;
            } else if (numbered) {
                sameNumber = old.getKey();
            }
        }
        if (sameText != null) {
            FileName name = nameOf(sameText);
            gone.remove(sameText);
            problems.add(texts.renamed(migration, sameText, name));
            if (migration.isRepeatable() || !migration.name().orderedBy().equals(name.number())) {
                added.put(migration.file(), migration);
            }
        } else {
            added.put(migration.file(), migration);
            if (sameNumber != null) {
                gone.remove(sameNumber);
                problems.add(texts.replaced(migration, sameNumber));
            }
        }
    }

    /** Of a file that the base has or had. */
    private FileName nameOf(String file) {
        FileName name = base.now().files().get(file);
        return Objects.requireNonNull(name == null ? base.atFork().files().get(file) : name, file);
    }

    private void numbers() {
        Renumbering renumbering = renumbering();
        for (Migration migration : added.values()) {
            String theirs = taken(migration);
            if (theirs != null && (theirs.equals(migration.file()) || !byFile.containsKey(theirs))) {
                problems.add(texts.duplicate(migration, theirs, nameOf(theirs), help(migration, renumbering)));
            } else if (theirs == null && isBehind(migration)) {
                problems.add(texts.behind(migration, newestOnBase(), help(migration, renumbering)));
            }
        }
    }

    /** The base's file that has the number of a new one; null when there is none. */
    private @Nullable String taken(Migration migration) {
        Version number = migration.name().number();
        String file = number == null ? null : numbers.get(number);
        return file == null || base.deleted().containsKey(file) ? null : file;
    }

    private boolean isBehind(Migration migration) {
        Version number = migration.name().number();
        if (number == null || options.outOfOrder() || numbers.isEmpty()) {
            return false;
        }
        return !numbers.containsKey(number) && number.compareTo(numbers.lastKey()) < 0;
    }

    private Renumbering renumbering() {
        List<Migration> numbered = added.values().stream()
                .filter(one -> one.name().number() != null)
                .toList();
        return numbers.isEmpty()
                ? Renumbering.NONE
                : Renumbering.of(
                        numbered, numbers.lastKey(), one -> taken(one) != null || isBehind(one), options.outOfOrder());
    }

    private String help(Migration migration, Renumbering renumbering) {
        String newest = newestOnBase();
        return migration.name().orderedBy().isTimestamp() || numbers.lastKey().isTimestamp()
                ? "give it a later time than " + newest
                : renumbering.commands(migration);
    }

    private String newestOnBase() {
        return nameOf(Objects.requireNonNull(numbers.get(numbers.lastKey()))).label();
    }

    /** The number of a file that is written now. */
    private String nextNumber() {
        Version last = numbers.isEmpty() ? null : numbers.lastKey();
        String label = last == null ? "" : newestOnBase();
        for (Migration migration : migrations) {
            Version number = migration.name().number();
            if (number != null && (last == null || number.compareTo(last) > 0)) {
                last = number;
                label = migration.label();
            }
        }
        return NextNumber.after(label);
    }
}
