package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Note;
import io.github.dbmigrate.report.Activity.Blocker;
import io.github.dbmigrate.report.Activity.Wait;
import io.github.dbmigrate.report.Activity.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a session is doing, and who is in its way, in words. */
final class ActivityText {
    private static final int SHOWN_BLOCKERS = 3;
    private static final int QUERY_WIDTH = 80;
    /** What the server shows instead of the query to a role that may not see it. */
    private static final String HIDDEN = "<insufficient privilege>";

    private ActivityText() {}

    /** {@code CREATE INDEX: scanning table, 57 %} or {@code waiting for a lock on public.orders}; empty when nothing is known. */
    static String doing(Activity activity) {
        Work work = activity.work();
        Wait wait = activity.waitsFor();
        // The phases in which CREATE INDEX CONCURRENTLY waits say better for what than the lock does.
        if (wait != null && (work == null || !work.phase().startsWith("waiting"))) {
            return waiting(wait);
        }
        if (work != null) {
            return work(work);
        }
        return activity.standby() ? "committed, waiting for a synchronous standby" : "";
    }

    private static String waiting(Wait wait) {
        String name = Printable.line(wait.name());
        return switch (wait.object()) {
            case TABLE -> "waiting for a lock on " + name;
            case ROW -> "waiting for a row lock on " + name;
            case TRANSACTION -> "waiting for another transaction to end";
            case ADVISORY -> "waiting for an advisory lock";
            case OTHER -> name.isEmpty() ? "waiting for a lock" : "waiting for a lock of " + name;
        };
    }

    private static String work(Work work) {
        StringBuilder text = new StringBuilder(work.command());
        if (!work.phase().isEmpty()) {
            text.append(": ").append(phase(work.phase()));
        }
        String lead = work.phase().isEmpty() ? ": " : ", ";
        if (work.total() > 0) {
            text.append(lead).append(percent(work.done(), work.total())).append(" %");
            lead = ", ";
        }
        if (work.rows() > 0) {
            text.append(lead).append(Amount.count(work.rows(), "row", "rows"));
            lead = ", ";
        }
        if (work.bytes() > 0) {
            text.append(lead).append(Amount.ofBytes(work.bytes()));
        }
        return text.toString();
    }

    /** {@code building index: loading tuples in tree} without what the command has said already. */
    private static String phase(String phase) {
        String building = "building index: ";
        String start = phase.startsWith(building) ? phase.substring(building.length()) : phase;
        return start.equals("loading tuples in tree") ? "loading tuples" : start;
    }

    /** The totals are estimates from before the command began: a table that grows must not come to 103 %. */
    private static long percent(long done, long total) {
        return Math.min(100, (long) (100.0 * done / total));
    }

    /** Who is in the way, each on a line of its own, with the statement below. */
    static List<String> blockers(Wait wait) {
        List<String> lines = new ArrayList<>();
        for (Blocker blocker : shown(wait)) {
            String query = query(blocker);
            lines.add(lead(wait, blocker) + " " + who(blocker) + (query.isEmpty() ? "" : ":"));
            if (!query.isEmpty()) {
                lines.add(query);
            }
        }
        String more = more(wait.blockers().size() - SHOWN_BLOCKERS);
        if (!more.isEmpty()) {
            lines.add(more);
        }
        return lines;
    }

    /** The same below a problem. */
    static List<Note> notes(Wait wait) {
        List<Note> notes = new ArrayList<>();
        for (Blocker blocker : shown(wait)) {
            String query = query(blocker);
            notes.add(new Note(lead(wait, blocker), who(blocker) + (query.isEmpty() ? "" : "\n" + query)));
        }
        String more = more(wait.blockers().size() - SHOWN_BLOCKERS);
        if (!more.isEmpty()) {
            notes.add(new Note("", more));
        }
        return notes;
    }

    private static List<Blocker> shown(Wait wait) {
        return wait.blockers().stream().limit(SHOWN_BLOCKERS).toList();
    }

    private static String more(int others) {
        return others > 0 ? "and " + others + " more" : "";
    }

    /** {@code held by pid 8123, web-app, idle in transaction for 14 min}, for the first of them. */
    static String blocker(Wait wait) {
        Blocker first = wait.blockers().get(0);
        String more = more(wait.blockers().size() - 1);
        return lead(wait, first) + " " + who(first) + (more.isEmpty() ? "" : ", " + more);
    }

    /** The words before who it is. */
    private static String lead(Wait wait, Blocker blocker) {
        if (!blocker.holds()) {
            return "queued behind";
        }
        return switch (wait.object()) {
            case TABLE, ADVISORY -> "held by";
            case ROW, TRANSACTION, OTHER -> "blocked by";
        };
    }

    /** {@code pid 8123, web-app, shop@10.0.0.7, idle in transaction for 14 min}. */
    private static String who(Blocker blocker) {
        List<String> parts = new ArrayList<>();
        parts.add(blocker.isPrepared() ? "the prepared transaction " + blocker.application() : "pid " + blocker.pid());
        if (!blocker.isPrepared()) {
            addIfThere(parts, blocker.application());
        }
        addIfThere(parts, blocker.user() + (blocker.client().isEmpty() ? "" : "@" + blocker.client()));
        addIfThere(parts, state(blocker));
        if (!blocker.waitsForPids().isEmpty()) {
            parts.add("which waits for pid " + blocker.waitsForPids());
        }
        return Printable.line(String.join(", ", parts));
    }

    private static void addIfThere(List<String> parts, String part) {
        if (!part.isBlank()) {
            parts.add(part);
        }
    }

    private static String state(Blocker blocker) {
        Duration age = blocker.inTransaction();
        if (age == null) {
            return blocker.state();
        }
        return blocker.state() + " for " + Amount.elapsed(age);
    }

    /** The statement on one line; empty when there is none. */
    private static String query(Blocker blocker) {
        if (blocker.query().equals(HIDDEN)) {
            return "(its statement is shown to members of pg_read_all_stats)";
        }
        return Printable.cut(blocker.query().strip().replaceAll("\\s+", " "), QUERY_WIDTH);
    }

    /** {@code AccessExclusiveLock} as SQL has it: {@code ACCESS EXCLUSIVE}. */
    static String mode(String mode) {
        String words = mode.endsWith("Lock") ? mode.substring(0, mode.length() - "Lock".length()) : mode;
        return words.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    }
}
