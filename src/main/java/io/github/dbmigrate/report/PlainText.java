package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Note;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A problem where the lines of the file are shown by others: its message, and a line for each note. */
final class PlainText {
    private PlainText() {}

    static String of(Diagnostic problem) {
        Stream<String> notes =
                problem.notes().stream().map(note -> note.label().isEmpty() ? note.text() : labelled(note));
        return Stream.concat(Stream.of(problem.message()), notes)
                .flatMap(text -> Printable.lines(text).stream())
                .collect(Collectors.joining("\n"));
    }

    private static String labelled(Note note) {
        return note.label() + ": " + note.text().strip();
    }

    /** The notes of a label: {@code help}. */
    static List<String> notes(Diagnostic problem, String label) {
        return problem.notes().stream()
                .filter(note -> note.label().equals(label))
                .map(note -> note.text().strip())
                .toList();
    }

    /** The first of them. */
    static Optional<String> note(Diagnostic problem, String label) {
        return notes(problem, label).stream().findFirst();
    }

    /** At most so many characters, of which none is cut in half; three dots stand for what is left out. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = length - 3;
        return text.substring(0, Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end) + "...";
    }
}
