package io.github.dbmigrate.plan;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.diagnostic.ShellWord;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What this branch and its base can be at odds about, in the user's words.
 *
 * @param age how old a file of the base is
 * @param nextNumber of a file that is written now
 */
record BaseProblems(Base base, Function<String, Optional<Duration>> age, String nextNumber) {
    static final String DUPLICATE = "duplicate-version";

    private static final String DELETED = "deleted-since-base";
    private static final String RENAMED = "renamed-since-base";
    private static final String NEW = "new on this branch";

    Diagnostic changed(Migration migration, Checksum before) {
        return Diagnostic.error("changed-since-base", migration.label() + " is on " + base.name() + " and was changed")
                .at(Place.file(migration.file()))
                .note("base", "sha256 " + before.shortForm())
                .note("file", "sha256 " + migration.checksum().shortForm())
                .help("put it back with  " + restore(migration.file(), "<file>") + "  and write " + nextNumber
                        + " instead");
    }

    /** A repeatable migration may go: what it made stays. */
    Diagnostic deleted(String file, FileName name) {
        boolean repeatable = name.number() == null;
        String message = calledBy(name) + " is on " + base.name() + ", but its file is gone";
        Diagnostic problem = repeatable ? Diagnostic.warning(DELETED, message) : Diagnostic.error(DELETED, message);
        problem = problem.at(Place.file(file)).help("bring it back with  " + restore(file, "<file>"));
        return repeatable
                ? problem.help("or, if it is meant to go, write a migration that drops what it made")
                : problem;
    }

    Diagnostic replaced(Migration migration, String old) {
        return Diagnostic.error(
                        DELETED, migration.label() + " is on " + base.name() + ", but here another file has its number")
                .at(Place.file(migration.file()).withRemark(NEW))
                .at(Place.file(old).withRemark("on " + base.name()))
                .help("bring the old file back with  " + restore(old, ShellWord.of(old)))
                .help("if this file is a new migration, give it a number above the newest");
    }

    /** As long as its number is the same, a database that has applied it will not do so again. */
    Diagnostic renamed(Migration migration, String old, FileName oldName) {
        boolean sameNumber = oldName.number() != null
                && oldName.number().equals(migration.name().number());
        String message = sameNumber
                ? migration.label() + " has another name on " + base.name() + "; its text is the same"
                : calledBy(oldName) + " is on " + base.name() + " and was renamed to " + migration.calledBy();
        Diagnostic problem = sameNumber || migration.isRepeatable()
                ? Diagnostic.warning(RENAMED, message)
                : Diagnostic.error(RENAMED, message);
        problem = problem.at(Place.file(migration.file()).withRemark(NEW))
                .at(Place.file(old).withRemark("on " + base.name()));
        problem = sameNumber ? problem : problem.note("why", "a database that has applied it applies it again");
        return problem.help("git mv " + ShellWord.of(migration.file()) + " " + ShellWord.of(old));
    }

    Diagnostic behind(Migration migration, String newest, String help) {
        return Diagnostic.error(
                        "behind-base", migration.label() + " is lower than " + newest + ", already on " + base.name())
                .at(Place.file(migration.file()).withRemark(NEW))
                .help(help)
                .note("allow", "-Ddbmigrate.outOfOrder   (applies it after " + newest + ")");
    }

    Diagnostic duplicate(Migration migration, String theirs, FileName theirName, String help) {
        String message = theirName.label().equals(migration.label())
                ? "two migrations are called " + migration.label()
                : "two migrations have the number " + migration.name().orderedBy();
        return Diagnostic.error(DUPLICATE, message)
                .at(Place.file(migration.file()).withRemark(NEW))
                .at(Place.file(theirs)
                        .withRemark("on " + base.name()
                                + age.apply(theirs).map(BaseProblems::old).orElse("")))
                .help(help);
    }

    private static String old(Duration age) {
        long days = age.toDays();
        long hours = age.toHours();
        return ", " + (days > 0 ? count(days, "day") : hours > 0 ? count(hours, "hour") : "less than an hour") + " old";
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    private String restore(String file, String shown) {
        return "git restore --source=" + ShellWord.of(base.source(file)) + " -- " + shown;
    }

    private static String calledBy(FileName name) {
        return name.number() == null ? name.stem() : name.label();
    }
}
