package io.github.dbmigrate.apply;

import io.github.dbmigrate.apply.ApplyOptions.Resume;
import io.github.dbmigrate.batch.Key;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Unfinished;
import java.util.Locale;

/**
 * What an earlier run has left of a migration in batches, and how this one takes it up: with the same statement and key it goes
 * on behind the last row; with another statement the user has to say so; with another key there is no such place.
 */
final class EarlierBatches {
    private final Migration migration;
    private final Unfinished before;
    private final Key key;
    private final Resume resume;

    EarlierBatches(Migration migration, Unfinished before, Key key, Resume resume) {
        this.migration = migration;
        this.before = before;
        this.key = key;
        this.resume = resume;
    }

    /** What is cut by what, as the journal keeps it. */
    static String signature(Migration migration, Key key) {
        return Unfinished.checksum(migration.script(), 0) + " " + names(key);
    }

    private static String names(Key key) {
        return String.join(" ", key.names());
    }

    private boolean sameKey() {
        return before.doingChecksum().endsWith(" " + names(key));
    }

    boolean goesOn() {
        return !before.hasBegun()
                || before.doingChecksum().equals(signature(migration, key))
                || (resume == Resume.SKIP && sameKey());
    }

    /** Whether the user has said that it begins again at the first row. */
    boolean restarts() {
        return !goesOn() && resume == Resume.RETRY;
    }

    /** Whether no row is left to do, and only the history row is missing. */
    boolean isFinished() {
        return goesOn() && before.done() > 0;
    }

    /** What to say when it neither may go on nor is to begin again. */
    Diagnostic changed() {
        Diagnostic problem = Diagnostic.error(
                        "changed-unfinished",
                        "what " + migration.calledBy() + " has already run in part was changed in its file")
                .at(Place.file(migration.file()))
                .note("seen", "its batches have changed " + counted(before.rows()))
                .help("put the statement back as it was");
        if (sameKey()) {
            problem = problem.help("or go on with the new one behind the rows that are done:  -Ddbmigrate.resume=skip");
        }
        return problem.help("or begin again at the first row with the new one:  -Ddbmigrate.resume=retry");
    }

    /** How this run begins. */
    String start() {
        String end = before.phase() == Unfinished.Phase.FAILED ? " failed" : " was interrupted";
        if (!before.hasBegun()) {
            return migration.calledBy() + end + " before its first row; begins again";
        }
        String stopped = migration.calledBy() + end + " after " + counted(before.rows());
        if (restarts()) {
            return stopped + "; begins again at the first one, as resume=retry says";
        }
        return stopped
                + (isFinished() ? " when all were done; only its history row is missing" : "; goes on behind them");
    }

    static String counted(long rows) {
        return String.format(Locale.ROOT, "%,d %s", rows, rows == 1 ? "row" : "rows");
    }
}
