package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Unfinished;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What stops a migration outside a transaction although the server has refused nothing. */
record OutsideProblems(Migration migration, Block around) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    Diagnostic manyStatements() {
        return Diagnostic.error("bad-placeholder", "a placeholder of " + migration.calledBy() + " holds a semicolon")
                .at(Place.file(migration.file()))
                .note("why", "its statements are counted as they stand in the file")
                .help("give the placeholder a value without one");
    }

    /** An earlier run was cut off in a statement that leaves no trace by which the catalog could tell. */
    Diagnostic doubt(Message cutOff, Unfinished before) {
        Diagnostic problem = Diagnostic.error(
                "interrupted",
                "nobody can know whether statement " + (before.done() + 1) + " of " + migration.calledBy()
                        + " was finished");
        return ErrorPlace.inStatement(around, cutOff, problem)
                .note(
                        "seen",
                        "the run of " + MINUTE.format(before.begunAt()) + " UTC (pid " + before.pid() + ") ended in it")
                .help("look at the database; if it was finished:  -Ddbmigrate.resume=skip")
                .help("if it was not, or may run twice:  -Ddbmigrate.resume=retry");
    }

    /** IF NOT EXISTS has found an index that is there and is of no use. */
    Diagnostic stillInvalid(Message message, String index) {
        return ErrorPlace.inStatement(
                        around,
                        message,
                        Diagnostic.error("invalid-index", "the index " + index + " is there, but it is INVALID"))
                .help("if no other session is building it:  DROP INDEX CONCURRENTLY " + index + ";  and run again");
    }
}
