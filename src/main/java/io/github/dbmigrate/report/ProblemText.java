package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Note;
import io.github.dbmigrate.diagnostic.Place;
import java.util.ArrayList;
import java.util.List;

/** A problem as the console shows it: what, where, the lines with the marked token, and what else is known. */
public final class ProblemText {
    private static final int WIDEST = 100;

    private ProblemText() {}

    /** The lines, without a line break. */
    public static List<String> lines(Diagnostic problem) {
        List<String> lines = new ArrayList<>();
        List<String> message = Printable.lines(problem.message());
        lines.add(problem.severity().word() + "[" + problem.code() + "]: " + (message.isEmpty() ? "" : message.get(0)));
        message.stream().skip(1).forEach(line -> lines.add("    " + line));
        Excerpt excerpt = problem.excerpt();
        int gutter = excerpt == null ? 1 : Integer.toString(lastNumber(excerpt)).length();
        String indent = " ".repeat(gutter);
        for (Place place : problem.places()) {
            lines.add(indent + "--> " + Printable.line(place.toString()));
        }
        if (excerpt != null) {
            addExcerpt(lines, excerpt, indent);
        }
        for (Note note : problem.notes()) {
            addNote(lines, note, indent + " = ");
        }
        return lines;
    }

    private static int lastNumber(Excerpt excerpt) {
        return excerpt.rows().get(excerpt.rows().size() - 1).number();
    }

    private static void addExcerpt(List<String> lines, Excerpt excerpt, String indent) {
        lines.add(indent + " |");
        Excerpt.Row marked = excerpt.rows().get(excerpt.rows().size() - 1);
        Window window = Window.around(marked.text(), excerpt.from(), excerpt.to());
        for (Excerpt.Row row : excerpt.rows()) {
            if (row.number() == 0) {
                lines.add(indent + " : ");
                continue;
            }
            String number = Integer.toString(row.number());
            String text = window.cut(Printable.line(row.text()));
            lines.add((indent.substring(Math.min(indent.length(), number.length())) + number + " | " + text)
                    .stripTrailing());
        }
        lines.add(indent + " | " + " ".repeat(window.from()) + "^".repeat(Math.max(1, window.to() - window.from())));
    }

    private static void addNote(List<String> lines, Note note, String lead) {
        String head = note.label().isEmpty() ? lead : lead + note.label() + ": ";
        List<String> text = Printable.lines(note.text());
        for (int i = 0; i < text.size(); i++) {
            lines.add(i == 0 ? head + text.get(i) : " ".repeat(head.length()) + text.get(i));
        }
    }

    /**
     * The part of long lines that is shown, in terminal columns.
     *
     * @param start the first column shown
     * @param from where the mark begins, counted from {@code start}
     * @param to where it ends
     */
    private record Window(int start, int from, int to) {
        private static final int BEFORE_THE_MARK = 30;

        static Window around(String line, int from, int to) {
            int begin = Printable.columns(line, from);
            int end = Printable.columns(line, to);
            int start = end <= WIDEST ? 0 : Math.max(0, begin - BEFORE_THE_MARK);
            return new Window(start, begin - start, Math.min(end - start, WIDEST));
        }

        String cut(String shown) {
            StringBuilder part = new StringBuilder();
            int column = 0;
            for (int i = 0; i < shown.length(); ) {
                int c = shown.codePointAt(i);
                i += Character.charCount(c);
                int next = column + Printable.width(c);
                if (column >= start && next <= start + WIDEST) {
                    part.appendCodePoint(c);
                } else if (column < start && next > start) {
                    // Half of a wide character: a blank keeps the caret below its word.
                    part.append(" ".repeat(next - start));
                }
                column = next;
            }
            return part.toString();
        }
    }
}
