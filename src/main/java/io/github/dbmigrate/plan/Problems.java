package io.github.dbmigrate.plan;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What files and history can be at odds about, in the user's words. */
final class Problems {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Problems() {}

    static Diagnostic changed(
            Migration file, AppliedMigration row, Optional<LastChange> lastChange, String nextNumber) {
        Diagnostic problem = Diagnostic.error("changed-file", file.label() + " was changed after it was applied")
                .at(Place.file(file.file()))
                .note("applied", applied(row))
                .note(
                        "file",
                        "   sha256 " + file.checksum().shortForm()
                                + lastChange.map(Problems::by).orElse(""));
        String restore = lastChange
                .map(change -> change.uncommitted()
                        ? "put it back with  git restore -- <file>  and write " + nextNumber + " instead"
                        : "put it back with  git restore --source=" + change.commit() + "~ -- <file>  and write "
                                + nextNumber + " instead")
                .orElse("put the old text back and write " + nextNumber + " instead");
        return problem.help(restore)
                .note(
                        "allow",
                        "mvn dbmigrate:accept -Ddbmigrate.version=" + file.label() + "   (records the new checksum)");
    }

    private static String by(LastChange change) {
        return change.uncommitted()
                ? ", changed since commit " + change.commit()
                : ", last changed in commit " + change.commit() + " by " + change.author() + ", " + change.date();
    }

    private static String applied(AppliedMigration row) {
        StringBuilder text = new StringBuilder();
        text.append(row.appliedAt() == null ? "at an unknown time" : MINUTE.format(row.appliedAt()) + " UTC");
        if (row.appliedBy() != null) {
            text.append(" by ").append(row.appliedBy());
        }
        if (row.checksum() != null) {
            text.append(", sha256 ").append(new Checksum(row.checksum()).shortForm());
        }
        return text.toString();
    }

    static Diagnostic missing(AppliedMigration row) {
        Optional<FileName> name = Entry.nameOfRow(row);
        boolean repeatable = name.map(n -> n.number() == null).orElse(false);
        String which = repeatable ? row.version() : name.map(FileName::label).orElse(row.version());
        String message = which + " is applied, but its file is gone";
        Diagnostic problem =
                repeatable ? Diagnostic.warning("missing-file", message) : Diagnostic.error("missing-file", message);
        problem = problem.note("applied", applied(row)).note("seen", "the history has " + row.version());
        return repeatable
                ? problem.help("the database keeps what it made; write a migration that drops it")
                : problem.help("bring the file back:  git log --diff-filter=D -- '*" + row.version() + "*'  finds it")
                        .help("on a branch that is behind: merge or rebase first");
    }

    static Diagnostic renamed(Migration file, AppliedMigration row) {
        return Diagnostic.warning(
                        "renamed-file",
                        file.label() + " was renamed after it was applied; "
                                + (row.checksum() == null
                                        ? "the history has no checksum of it"
                                        : "its text is the same"))
                .at(Place.file(file.file()))
                .note("seen", "the history has " + row.version())
                .help("nothing is applied again; to be rid of this, give the file its old name");
    }

    static Diagnostic replaced(Migration file, AppliedMigration row) {
        return Diagnostic.error("replaced-file", file.label() + " is applied, but from another file")
                .at(Place.file(file.file()))
                .note("applied", row.version() + ", " + applied(row))
                .help("if this file is a new migration, give it a number above the newest")
                .help("if " + row.version() + ".sql was renamed and edited, put its old name and text back");
    }

    static Diagnostic outOfOrder(Migration migration, String newest) {
        return Diagnostic.error(
                        "out-of-order",
                        migration.label() + " is pending, but comes before " + newest + ", which is applied")
                .at(Place.file(migration.file()))
                .help("give the file a number above " + newest)
                .note("allow", "-Ddbmigrate.outOfOrder   (applies it now, after " + newest + ")");
    }

    /** @param numbered the migrations in question, in no order: one that has no number is no target */
    static Diagnostic unknownTarget(String target, Collection<Migration> numbered) {
        Diagnostic problem = Diagnostic.error("unknown-target", "no migration has the version " + target);
        if (numbered.isEmpty()) {
            return problem;
        }
        Comparator<Migration> order =
                Comparator.comparing(migration -> migration.name().orderedBy());
        String first = Collections.min(numbered, order).label();
        String last = Collections.max(numbered, order).label();
        return problem.note("seen", "versions " + first + " to " + last)
                .help("nothing was run; give a number as the file name has it:  -Ddbmigrate.target=" + last);
    }
}
