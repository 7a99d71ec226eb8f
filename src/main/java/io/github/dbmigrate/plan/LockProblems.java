package io.github.dbmigrate.plan;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of a {@link MigrationsLock} against the files. */
final class LockProblems {
    private static final String ID = "lock-mismatch";

    private final MigrationsLock lock;
    private final List<LockLine> lines;
    private final Map<String, Migration> byPath = new HashMap<>();
    private final Map<String, LockLine> listed = new HashMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    LockProblems(MigrationsLock lock, List<LockLine> lines) {
        this.lock = lock;
        this.lines = lines;
        lock.migrations().forEach(migration -> byPath.put(lock.path(migration), migration));
    }

    List<Diagnostic> all() {
        for (LockLine line : lines) {
            if (line.isConflict()) {
                return List.of(Diagnostic.error("lock-conflict", "a merge conflict is not resolved")
                        .at(at(line))
                        .help("two branches have added migrations: give yours the next free numbers, and keep one line"
                                + " for each file"));
            }
        }
        lines.forEach(this::check);
        checkMissing();
        if (problems.isEmpty()) {
            checkOrder();
        }
        return problems;
    }

    private void check(LockLine line) {
        String path = line.path();
        Checksum checksum = line.checksum();
        if (path == null || checksum == null) {
            problems.add(Diagnostic.error(ID, "the line is not a file and its checksum")
                    .at(at(line))
                    .help("a line is  <file> sha256:<64 digits>  or begins with #"));
            return;
        }
        LockLine earlier = listed.putIfAbsent(path, line);
        Migration migration = byPath.get(path);
        if (earlier != null) {
            problems.add(Diagnostic.error(ID, calledBy(path) + " is listed twice")
                    .at(at(line))
                    .help("remove the line, or line " + earlier.number()));
        } else if (migration == null) {
            problems.add(Diagnostic.error(ID, calledBy(path) + " is listed, but its file is gone")
                    .at(at(line))
                    .help("bring " + path + " back; if it is meant to go, remove the line"));
        } else if (!migration.checksum().equals(checksum)) {
            problems.add(Diagnostic.error(ID, migration.calledBy() + " was changed since it was listed")
                    .at(at(line))
                    .at(Place.file(migration.file()))
                    .note("listed", "sha256 " + checksum.shortForm())
                    .note("file", "  sha256 " + migration.checksum().shortForm())
                    .help("put the old text back; if the change is meant, the line is\n" + lock.line(migration)));
        }
    }

    private void checkMissing() {
        int above = 0;
        String missing = "";
        for (Migration migration : lock.migrations()) {
            LockLine line = listed.get(lock.path(migration));
            if (line != null) {
                above = line.number();
                missing = "";
            } else {
                String where = !missing.isEmpty()
                        ? "below that of " + missing
                        : above == 0 ? "as the first one" : "below line " + above;
                missing = migration.calledBy();
                problems.add(Diagnostic.error(ID, migration.calledBy() + " is not listed")
                        .at(above == 0 ? Place.file(lock.file()) : Place.line(lock.file(), above))
                        .at(Place.file(migration.file()))
                        .help("add the line, " + where + "\n" + lock.line(migration)));
            }
        }
    }

    /** Without order there would be no conflict. */
    private void checkOrder() {
        for (int i = 0; i < lines.size(); i++) {
            String expected = lock.path(lock.migrations().get(i));
            if (!expected.equals(lines.get(i).path())) {
                problems.add(Diagnostic.error(ID, "the lines are not in the order of the migrations")
                        .at(at(lines.get(i)))
                        .help("here belongs  " + expected));
                return;
            }
        }
    }

    private Place at(LockLine line) {
        return Place.line(lock.file(), line.number());
    }

    private static String calledBy(String path) {
        return FileName.parse(path)
                .map(name -> name.number() == null ? name.stem() : name.label())
                .orElse(path);
    }
}
