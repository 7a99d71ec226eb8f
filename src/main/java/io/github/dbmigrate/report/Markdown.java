package io.github.dbmigrate.report;

import java.util.List;
import java.util.stream.Collectors;

/** Text from outside where GitHub and GitLab read Markdown: nothing in it is a mark, a tag, a cell or a mention. */
final class Markdown {
    private static final String MARKS = "\\`*[]~$#";
    private static final String NO_BREAK = "&#8203;";

    private Markdown() {}

    /** Text of any length on one line; its line breaks are shown as such. */
    static String text(String outside) {
        return Printable.lines(outside).stream().map(Markdown::line).collect(Collectors.joining("<br>"));
    }

    /** What is to be typed or copied. Nobody is mentioned in it, so that it needs no invisible characters. */
    static String code(String outside) {
        return "<code>" + text(outside).replace(NO_BREAK, "") + "</code>";
    }

    private static String line(String text) {
        StringBuilder markdown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> markdown.append("&amp;");
                case '<' -> markdown.append("&lt;");
                case '>' -> markdown.append("&gt;");
                // An escaped one is right in a table only.
                case '|' -> markdown.append("&#124;");
                // GitHub looks for mentions in what is shown.
                case '@' -> markdown.append('@').append(NO_BREAK);
                case '_' -> markdown.append(isInWord(text, i) ? "_" : "\\_");
                default -> {
                    if (MARKS.indexOf(c) >= 0) {
                        markdown.append('\\');
                    }
                    markdown.append(c);
                }
            }
        }
        return markdown.toString();
    }

    /** There it is no mark, and names keep their looks. */
    private static boolean isInWord(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(i - 1))
                && Character.isLetterOrDigit(text.charAt(i + 1));
    }

    /** Lines as they are, in a block of a language. */
    static String block(String language, List<String> lines) {
        String fence = "```";
        while (contains(lines, fence)) {
            fence += "`";
        }
        StringBuilder block = new StringBuilder(fence).append(language).append('\n');
        lines.forEach(line -> block.append(Printable.line(line)).append('\n'));
        return block.append(fence).append('\n').toString();
    }

    private static boolean contains(List<String> lines, String fence) {
        return lines.stream().anyMatch(line -> line.contains(fence));
    }

    static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** A folded part. */
    static String details(String title, String content) {
        return "<details><summary>" + text(title) + "</summary>\n\n" + content + "\n</details>\n";
    }
}
