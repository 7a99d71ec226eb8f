package io.github.dbmigrate.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statement that is being read: takes tokens until the {@link Lexer} meets the semicolon that {@link #endsHere ends} it. */
final class OpenStatement {
    private static final int NONE = -1;

    /** {@code CREATE OR REPLACE FUNCTION}: with so many words it is known what a statement is. */
    private static final int LONGEST_KIND = 4;

    /** What it is, as far as that decides how the rest of it is read. */
    private enum Kind {
        COPY,
        DO,
        /** A function or a procedure is created. */
        ROUTINE,
        SET,
        OTHER
    }

    private final int offset;
    private final int line;
    private final int column;
    private final List<String> words = new ArrayList<>();
    private final List<String> options = new ArrayList<>();

    private int depth;
    private boolean inOptions;
    private int parenthesisOffset = NONE;

    /** How many ENDs the BEGIN ATOMIC body still needs; CASE has an END too. */
    private int atomicDepth;

    private int atomicOffset = NONE;
    private int beginOffset = NONE;

    private int bodyOffset = NONE;
    private boolean hasBody;
    private Kind kind = Kind.OTHER;
    private boolean readsStdin;

    /** False for what no server takes for COPY: a sign in front of the word. */
    private boolean beginsWithWord;

    /** The last token, if it was a word or a dot. */
    private String previous = "";

    /** The last word, number or string of a SET: its value. */
    private int valueOffset;

    private int valueEnd;
    private int end;

    OpenStatement(int offset, Lines lines) {
        this.offset = offset;
        this.line = lines.at(offset).line();
        this.column = lines.column();
        this.end = offset;
    }

    /** Whether a semicolon now is the end: in CREATE RULE they stand in parentheses, in a BEGIN ATOMIC body before its END. */
    boolean endsHere() {
        return depth == 0 && atomicDepth == 0;
    }

    boolean inAtomicBody() {
        return atomicDepth > 0;
    }

    boolean inParenthesis() {
        return depth > 0;
    }

    /** Where the outermost parenthesis that is open was opened. */
    int parenthesisOffset() {
        return parenthesisOffset;
    }

    int atomicOffset() {
        return atomicOffset;
    }

    int offset() {
        return offset;
    }

    /** One past its last token so far. */
    int end() {
        return end;
    }

    boolean copiesFromStdin() {
        return readsStdin;
    }

    /** The value that {@code SET standard_conforming_strings} gives; null when it is another statement. */
    @Nullable
    Boolean standardStrings(String text) {
        return StringSyntax.isSetBy(words) ? StringSyntax.value(words, text.substring(valueOffset, valueEnd)) : null;
    }

    Statement statement(@Nullable Range copyData, boolean changesStringSyntax) {
        return new Statement(offset, end, line, column, words, options, bodyOffset, copyData, changesStringSyntax);
    }

    void take(Token token, Scanner scanner) {
        String now = "";
        if (scanner.start() == offset) {
            beginsWithWord = token == Token.WORD;
        }
        switch (token) {
            case WORD -> {
                value(scanner);
                if (depth == 0) {
                    now = scanner.word();
                    word(now, scanner.start());
                }
            }
            case QUOTED_NAME -> {
                if (depth == 0 && scanner.closed()) {
                    name(scanner.text());
                }
            }
            case NUMBER -> value(scanner);
            case STRING, DOLLAR_STRING -> {
                value(scanner);
                string(token, scanner);
            }
            case OPEN_PARENTHESIS -> open(scanner.start());
            // An unbalanced one is the server's to refuse; psql does not let it swallow the next semicolon.
            case CLOSE_PARENTHESIS -> {
                depth = Math.max(0, depth - 1);
                inOptions &= depth > 0;
            }
            case OTHER -> now = scanner.isDot() ? "." : "";
            default -> {}
        }
        previous = now;
        end = scanner.end();
    }

    private void open(int start) {
        if (depth++ == 0) {
            parenthesisOffset = start;
            inOptions = options.isEmpty() && hasOptions();
        }
    }

    private void word(String word, int start) {
        name(word);
        if (kind == Kind.COPY && previous.equals("from")) {
            // The grammar takes FROM STDOUT for FROM STDIN (copy_file_name in gram.y).
            readsStdin |= beginsWithWord && (word.equals("stdin") || word.equals("stdout"));
        } else if (kind == Kind.ROUTINE && !isLabel()) {
            atomic(word, start);
        }
    }

    private void name(String name) {
        if (words.size() < Statement.WORDS) {
            words.add(name);
            if (words.size() <= LONGEST_KIND && kind == Kind.OTHER) {
                kind = kind();
            }
        }
    }

    private void value(Scanner scanner) {
        if (kind == Kind.SET) {
            valueOffset = scanner.content();
            valueEnd = scanner.contentEnd();
        }
        if (inOptions
                && options.size() < Statement.OPTIONS
                && scanner.contentEnd() - scanner.content() <= Statement.LONGEST_OPTION) {
            options.add(scanner.foldedContent());
        }
    }

    /** Only these are told apart by what stands in parentheses. */
    private boolean hasOptions() {
        return startsWith("reindex")
                || startsWith("cluster")
                || startsWith("vacuum")
                || (words.size() > 1 && words.get(1).equals("subscription"));
    }

    private void string(Token token, Scanner scanner) {
        if (hasBody || depth > 0) {
            return;
        }
        hasBody = switch (kind) {
            // A parameter's default may be a dollar quote too, so the code is what stands behind AS.
            case ROUTINE -> previous.equals("as");
            case DO -> !previous.equals("language");
            default -> token == Token.DOLLAR_STRING;
        };
        if (hasBody) {
            bodyOffset = scanner.content();
        }
    }

    /**
     * As psqlscan.l counts them, but BEGIN counts only before ATOMIC: a function may be named begin. Reserved words are plain
     * names behind a dot or AS.
     */
    private void atomic(String word, int start) {
        switch (word) {
            case "begin" -> beginOffset = start;
            case "atomic" -> {
                if (previous.equals("begin") && atomicDepth == 0) {
                    atomicDepth = 1;
                    atomicOffset = beginOffset;
                }
            }
            case "case" -> atomicDepth += atomicDepth > 0 ? 1 : 0;
            case "end" -> atomicDepth -= atomicDepth > 0 ? 1 : 0;
            default -> {}
        }
    }

    private boolean isLabel() {
        return previous.equals(".") || previous.equals("as");
    }

    private Kind kind() {
        return switch (words.get(0)) {
            case "copy" -> Kind.COPY;
            case "do" -> Kind.DO;
            case "set" -> Kind.SET;
            case "create" -> createsRoutine() ? Kind.ROUTINE : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private boolean createsRoutine() {
        int routine =
                words.size() > 2 && words.get(1).equals("or") && words.get(2).equals("replace") ? 3 : 1;
        return words.size() > routine
                && (words.get(routine).equals("function") || words.get(routine).equals("procedure"));
    }

    private boolean startsWith(String word) {
        return !words.isEmpty() && words.get(0).equals(word);
    }
}
