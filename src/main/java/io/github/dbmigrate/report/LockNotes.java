package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Note;
import io.github.dbmigrate.report.Activity.Blocker;
import io.github.dbmigrate.report.Activity.Wait;
import java.util.ArrayList;
import java.util.List;

/** What a migration waited for that did not get its lock, and who had it: what the server's error does not say. */
public final class LockNotes {
    private static final String HELP = "help";

    private LockNotes() {}

    /** The problem with notes about the wait, before what to do. */
    public static Diagnostic added(Diagnostic problem, Wait wait) {
        List<Note> notes = new ArrayList<>(problem.notes());
        List<Note> more = notes(wait);
        int at = 0;
        while (at < notes.size() && !notes.get(at).label().equals(HELP)) {
            at++;
        }
        notes.addAll(at, more);
        return new Diagnostic(
                problem.id(),
                problem.sqlState(),
                problem.severity(),
                problem.message(),
                problem.places(),
                problem.excerpt(),
                notes);
    }

    private static List<Note> notes(Wait wait) {
        List<Note> notes = new ArrayList<>();
        if (!wait.name().isEmpty()) {
            notes.add(new Note("lock", ActivityText.mode(wait.mode()) + " on " + wait.name()));
        }
        notes.addAll(ActivityText.notes(wait));
        wait.blockers().stream()
                .filter(Blocker::isForgotten)
                .map(blocker -> new Note(
                        HELP,
                        "if nobody needs that session any more:  SELECT pg_terminate_backend(" + blocker.pid() + ");"))
                .findFirst()
                .ifPresent(notes::add);
        return notes;
    }
}
