package io.github.dbmigrate.script;

import java.util.Optional;

/** What is open at the end of a text: where it was opened, and how to close it. */
final class Unclosed {
    private static final int NONE = -1;

    private final String text;
    private final Lines lines;

    /** The first string that swallowed the end of a statement: likely the one whose closing quote was forgotten. */
    private int suspect = NONE;

    Unclosed(String text, Lines lines) {
        this.text = text;
        this.lines = lines;
    }

    /** The scanner has read a string. */
    void passed(Scanner scanner) {
        if (suspect == NONE && holdsStatementEnd(scanner.content(), scanner.contentEnd())) {
            suspect = scanner.start();
        }
    }

    /** A semicolon at the end of a line. */
    private boolean holdsStatementEnd(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (text.charAt(i) == '\n' && text.charAt(i - 1) == ';') {
                return true;
            }
        }
        return false;
    }

    /** What is said of the token in which the text ends. */
    Fault token(Token token, Scanner scanner) {
        int offset = scanner.start();
        return switch (token) {
            case STRING ->
                unterminated("quoted string is not closed", "end it with '" + hint(offset), offset, scanner.content());
            case QUOTED_NAME ->
                unterminated(
                        "quoted identifier is not closed",
                        "end it with \" ; if it looks closed, a double quote is missing further up",
                        offset,
                        text.indexOf('"', offset) + 1);
            case DOLLAR_STRING -> {
                String tag = text.substring(offset, scanner.content());
                yield unterminated(
                        "dollar quote " + tag + " is not closed",
                        "end it with " + tag + " ; the tag must be the same, upper and lower case too",
                        offset,
                        scanner.content());
            }
            default ->
                unterminated("comment is not closed", "end it with */ ; comments nest in SQL", offset, offset + 2);
        };
    }

    /** One forgotten quote turns strings into text and text into strings, down to the end of the file. */
    private String hint(int offset) {
        return suspect == NONE || suspect == offset
                ? ""
                : " , or look at line " + new Lines(text).at(suspect).line()
                        + ": the string that opens there goes beyond the end of a statement";
    }

    /** What is said of a statement in whose parenthesis or body the text ends; empty when it only lacks its semicolon. */
    Optional<Fault> statement(OpenStatement statement) {
        if (statement.inParenthesis()) {
            int offset = statement.parenthesisOffset();
            return Optional.of(unterminated("parenthesis is not closed", "end it with )", offset, offset + 1));
        }
        if (statement.inAtomicBody()) {
            int offset = statement.atomicOffset();
            return Optional.of(unterminated(
                    "BEGIN ATOMIC body is not closed", "end it with END;", offset, offset + "BEGIN".length()));
        }
        return Optional.empty();
    }

    private Fault unterminated(String message, String help, int offset, int end) {
        lines.at(offset);
        return new Fault("unterminated", message, help, offset, end, lines.line(), lines.column());
    }
}
