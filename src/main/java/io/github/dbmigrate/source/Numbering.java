package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.FileName.Kind;
import io.github.dbmigrate.migration.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is wrong with the names of the files of a folder when they are seen together.
 *
 * @param files in the order of their paths
 */
record Numbering(List<SqlFile> files) {
    /** {@code schema_migrations.version} is a varchar(255). */
    private static final int LONGEST_STEM = 255;

    List<Diagnostic> problems() {
        List<Diagnostic> problems = new ArrayList<>();
        tooLong(problems);
        Map<Version, List<SqlFile>> ups = byNumber(Kind.VERSIONED);
        Map<Version, List<SqlFile>> downs = byNumber(Kind.DOWN);
        duplicates(Kind.VERSIONED, ups, problems);
        duplicates(Kind.DOWN, downs, problems);
        duplicateRepeatables(problems);
        downsAlone(downs, ups, problems);
        Optional<Diagnostic> gap = new Gaps(ups).warning();
        if (gap.isPresent()) {
            problems.add(gap.get());
        }
        return problems;
    }

    /** The first free number as a name begins with it, in the style of the newest: {@code 046-} or {@code V46__}. */
    String next() {
        return files.stream()
                .map(SqlFile::name)
                .filter(name -> name.kind() == Kind.VERSIONED)
                .max(Comparator.comparing(FileName::orderedBy))
                .map(Numbering::after)
                .orElse("001-");
    }

    private static String after(FileName newest) {
        String number = newest.orderedBy().next().toString();
        if (newest.stem().startsWith("V")) {
            return "V" + number + "__";
        }
        char separator = newest.stem().charAt(newest.label().length());
        return "0".repeat(Math.max(0, newest.label().length() - number.length())) + number + separator;
    }

    private void tooLong(List<Diagnostic> problems) {
        for (SqlFile file : files) {
            String stem = file.name().stem();
            int length = stem.codePointCount(0, stem.length());
            if (length > LONGEST_STEM) {
                problems.add(Diagnostic.error(
                                "long-name",
                                "the name has " + length + " characters; the history holds " + LONGEST_STEM)
                        .at(Place.file(file.file()))
                        .help("shorten the description"));
            }
        }
    }

    private void duplicates(Kind kind, Map<Version, List<SqlFile>> byNumber, List<Diagnostic> problems) {
        String next = "";
        for (List<SqlFile> same : byNumber.values()) {
            if (same.size() > 1) {
                next = next.isEmpty() ? next() : next;
                problems.add(duplicate(kind, same, next));
            }
        }
    }

    private static Diagnostic duplicate(Kind kind, List<SqlFile> same, String next) {
        Set<String> labels = same.stream().map(file -> file.name().label()).collect(Collectors.toSet());
        String who = count(same) + (kind == Kind.DOWN ? " files undo " : " migrations are called ");
        FileName first = same.get(0).name();
        String message = labels.size() == 1
                ? who + first.label()
                : who.replace("are called", "have the number") + first.orderedBy();
        return places(Diagnostic.error("duplicate-version", message), same).help(duplicateHelp(kind, same, next));
    }

    private static String duplicateHelp(Kind kind, List<SqlFile> same, String next) {
        if (kind == Kind.DOWN) {
            return "keep one of them";
        }
        boolean timestamp = same.get(0).name().orderedBy().isTimestamp();
        return timestamp
                ? "give the newer one a later time"
                : "give the newer one the next free number: " + next
                        + same.get(same.size() - 1).name().description() + ".sql";
    }

    /** The history knows a repeatable migration by its name alone, wherever in the tree it is. */
    private void duplicateRepeatables(List<Diagnostic> problems) {
        Map<String, List<SqlFile>> byStem = new LinkedHashMap<>();
        for (SqlFile file : files) {
            if (file.name().kind() == Kind.REPEATABLE) {
                byStem.computeIfAbsent(file.name().stem(), stem -> new ArrayList<>())
                        .add(file);
            }
        }
        for (List<SqlFile> same : byStem.values()) {
            if (same.size() > 1) {
                String stem = same.get(0).name().stem();
                problems.add(places(
                                Diagnostic.error("duplicate-version", count(same) + " migrations are called " + stem),
                                same)
                        .help("rename all but one"));
            }
        }
    }

    private static void downsAlone(
            Map<Version, List<SqlFile>> downs, Map<Version, List<SqlFile>> ups, List<Diagnostic> problems) {
        for (Map.Entry<Version, List<SqlFile>> down : downs.entrySet()) {
            if (!ups.containsKey(down.getKey())) {
                String label = down.getValue().get(0).name().label();
                problems.add(places(
                                Diagnostic.warning("down-without-up", "there is no " + label + " that this undoes"),
                                down.getValue())
                        .help("add the migration, or remove the file"));
            }
        }
    }

    private Map<Version, List<SqlFile>> byNumber(Kind kind) {
        Map<Version, List<SqlFile>> byNumber = new TreeMap<>();
        for (SqlFile file : files) {
            if (file.name().kind() == kind) {
                byNumber.computeIfAbsent(file.name().orderedBy(), number -> new ArrayList<>())
                        .add(file);
            }
        }
        return byNumber;
    }

    private static Diagnostic places(Diagnostic diagnostic, List<SqlFile> files) {
        Diagnostic placed = diagnostic;
        for (SqlFile file : files) {
            placed = placed.at(Place.file(file.file()));
        }
        return placed;
    }

    private static String count(List<SqlFile> files) {
        return files.size() == 2 ? "two" : Integer.toString(files.size());
    }
}
