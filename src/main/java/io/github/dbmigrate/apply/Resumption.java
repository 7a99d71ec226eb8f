package io.github.dbmigrate.apply;

import io.github.dbmigrate.apply.ApplyOptions.Resume;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Unfinished;
import io.github.dbmigrate.script.Script;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a migration outside a transaction goes on that an earlier run has left unfinished: of a statement that was begun, and of
 * which the journal does not know whether it was finished, the catalog is asked, and if it cannot know, the user.
 *
 * @param way what to do with the first statement that is not entered as done
 * @param told what is said of it; null when a problem says it
 */
record Resumption(Way way, @Nullable String told) {

    /** What becomes of a statement. */
    enum Way {
        /** Nothing of it was done, or there is none left: the run takes its course. */
        GO_ON,
        /** It was finished, or is to count as finished. */
        PASS_OVER,
        /** It runs again, when what the attempt that was cut off has left behind is cleared away. */
        RUN_AGAIN,
        /** Its first half was done, and the second half is another statement. */
        FINISH,
        /** The user has to look. */
        ASK
    }

    /**
     * Decides.
     *
     * @param before what the earlier run has left
     * @param sent the migration as it is sent
     * @param asked what the user wants when nobody can know
     */
    static Resumption of(Unfinished before, Migration migration, Script sent, Resume asked, Probe probe) {
        if (before.done() >= sent.statements().size()) {
            return new Resumption(
                    Way.GO_ON,
                    migration.calledBy()
                            + " was interrupted when all its statements were done; only its history row is missing");
        }
        String start =
                migration.calledBy() + (before.phase() == Unfinished.Phase.FAILED ? " failed" : " was interrupted")
                        + " in statement " + (before.done() + 1) + " of " + before.statements();
        if (!before.doing()) {
            return new Resumption(Way.GO_ON, start + (before.hasBegun() ? "; goes on there" : "; begins again"));
        }
        Probe.Fate fate = before.doingMatches(migration.script())
                ? probe.fate(sent.effect(sent.statements().get(before.done())))
                : Probe.Fate.UNKNOWN;
        return switch (fate) {
            case DONE -> new Resumption(Way.PASS_OVER, start + ", which was finished; goes on behind it");
            case NOT_DONE -> new Resumption(Way.RUN_AGAIN, start + ", which was not finished; runs it again");
            case HALF_DETACHED -> new Resumption(Way.FINISH, start + ", which was finished by half; finishes it");
            case UNKNOWN -> asAsked(start, asked);
        };
    }

    /** Which of the statements that are done are settings of the session that hold: a DISCARD ALL takes back those before it. */
    static IntStream settings(Script sent, int done) {
        int from = done;
        while (from > 0 && !sent.statements().get(from - 1).startsWith("discard", "all")) {
            from--;
        }
        return IntStream.range(from, done).filter(i -> sent.statements().get(i).setsSession());
    }

    private static Resumption asAsked(String start, Resume asked) {
        return switch (asked) {
            case RETRY -> new Resumption(Way.RUN_AGAIN, start + "; runs it again, as resume=retry says");
            case SKIP -> new Resumption(Way.PASS_OVER, start + "; goes on behind it, as resume=skip says");
            case ASK -> new Resumption(Way.ASK, null);
        };
    }
}
