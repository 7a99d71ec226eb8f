package io.github.dbmigrate.diagnostic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something the user must know: a changed file, an SQL error, a bad file name, an address that is a pooler. Every renderer
 * (console, JSON) takes this one shape.
 *
 * @param id the word that names the kind of problem, the same everywhere: {@code changed-file}, {@code sql-error}
 * @param sqlState PostgreSQL's five-character code when the server said it
 * @param severity whether the goal fails
 * @param message one line, what is wrong with which thing; no file name, no full stop
 * @param places where; several when several files are at odds; empty when it is in no file
 * @param excerpt the lines of SQL with the marked token
 * @param notes what else is known, and what to do
 */
public record Diagnostic(
        String id,
        @Nullable String sqlState,
        Severity severity,
        String message,
        List<Place> places,
        @Nullable Excerpt excerpt,
        List<Note> notes) {

    public Diagnostic {
        places = List.copyOf(places);
        notes = List.copyOf(notes);
    }

    public static Diagnostic error(String id, String message) {
        return new Diagnostic(id, null, Severity.ERROR, message, List.of(), null, List.of());
    }

    public static Diagnostic warning(String id, String message) {
        return new Diagnostic(id, null, Severity.WARNING, message, List.of(), null, List.of());
    }

    public Diagnostic sqlState(@Nullable String state) {
        return new Diagnostic(id, state, severity, message, places, excerpt, notes);
    }

    public Diagnostic at(Place place) {
        return new Diagnostic(id, sqlState, severity, message, append(places, place), excerpt, notes);
    }

    public Diagnostic excerpt(@Nullable Excerpt lines) {
        return new Diagnostic(id, sqlState, severity, message, places, lines, notes);
    }

    public Diagnostic note(String label, String text) {
        return new Diagnostic(id, sqlState, severity, message, places, excerpt, append(notes, new Note(label, text)));
    }

    public Diagnostic help(String text) {
        return note("help", text);
    }

    /** The same, taken more seriously or less. */
    public Diagnostic as(Severity other) {
        return new Diagnostic(id, sqlState, other, message, places, excerpt, notes);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** What stands in the brackets of {@code error[...]}: the SQLSTATE if the server spoke, else the {@link #id}. */
    public String code() {
        return sqlState == null ? id : sqlState;
    }

    private static <T> List<T> append(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
