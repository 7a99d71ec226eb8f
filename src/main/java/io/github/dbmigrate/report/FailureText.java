package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a failed build. Maven puts about ninety characters before its first line, prints the rest line by line, and hangs
 * its own pointer to help on the last line unless that is empty.
 */
public final class FailureText {
    private FailureText() {}

    /**
     * The whole text.
     *
     * @param headline a few words: {@code 044 failed}
     * @param now what the database holds, empty when it was not touched
     * @param next what to type
     */
    public static String of(String headline, List<Diagnostic> problems, List<String> now, List<String> next) {
        List<String> lines = new ArrayList<>();
        lines.add(Printable.line(headline));
        for (Diagnostic problem : problems) {
            lines.add("");
            lines.addAll(ProblemText.lines(problem));
        }
        if (!now.isEmpty() || !next.isEmpty()) {
            lines.add("");
        }
        add(lines, "Now:  ", now);
        add(lines, "Next: ", next);
        return String.join("\n", lines) + "\n";
    }

    private static void add(List<String> lines, String head, List<String> text) {
        for (int i = 0; i < text.size(); i++) {
            lines.add((i == 0 ? head : " ".repeat(head.length())) + Printable.line(text.get(i)));
        }
    }
}
