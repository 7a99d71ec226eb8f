package io.github.dbmigrate.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file wants to be cut: {@code -- dbmigrate: batch 5000 by order_id pause 200ms}. All of it may be left out.
 *
 * @param rows of the first batch; the later ones follow the time that one takes
 * @param key the columns to page by; empty: the primary key
 * @param pause between two batches; null: a part of the time that the last one took
 */
public record BatchWish(
        int rows, List<String> key, @Nullable Duration pause) {
    static final int FIRST_ROWS = 1_000;

    private static final int MOST_ROWS = 1_000_000;
    private static final String FORM =
            "the form is  -- dbmigrate: batch [rows] [by column [and column ...]] [pause 200ms]";

    public BatchWish {
        key = List.copyOf(key);
    }

    static BatchWish of(Script script, Directive directive) throws BatchRefusedException {
        return new Reader(script, directive).read();
    }

    private static final class Reader {
        private final Script script;
        private final Directive directive;
        private final Scanner scanner;
        private Token token;

        Reader(Script script, Directive directive) {
            this.script = script;
            this.directive = directive;
            this.scanner = new Scanner(directive.argument());
            this.token = scanner.next();
        }

        BatchWish read() throws BatchRefusedException {
            int rows = token == Token.NUMBER ? rows() : FIRST_ROWS;
            List<String> key = new ArrayList<>();
            if (skip("by")) {
                do {
                    key.add(column());
                } while (skip("and"));
            }
            Duration pause = isWord("pause") ? pause() : null;
            if (token != Token.END) {
                throw refused("batch does not know what to do with " + scanner.text(), FORM);
            }
            return new BatchWish(rows, key, pause);
        }

        private int rows() throws BatchRefusedException {
            String digits = scanner.text().replace("_", "");
            token = scanner.next();
            boolean number = digits.length() <= 9 && digits.chars().allMatch(Letters::isDigit);
            int rows = number ? Integer.parseInt(digits) : 0;
            if (rows < 1 || rows > MOST_ROWS) {
                throw refused("a batch has 1 to 1000000 rows, not " + digits, FORM);
            }
            return rows;
        }

        private String column() throws BatchRefusedException {
            if (token != Token.WORD && token != Token.QUOTED_NAME) {
                throw refused("batch by is given no column", FORM);
            }
            String name = new Lexeme(
                            token, token == Token.WORD ? scanner.word() : scanner.text(), 0, 0, 0, false, false)
                    .name();
            token = scanner.next();
            return name;
        }

        private Duration pause() throws BatchRefusedException {
            String length = directive.argument().substring(scanner.end()).strip();
            Duration pause = Durations.parse(length).orElse(null);
            if (pause == null) {
                throw refused("pause is given no length of time", "give " + Durations.FORMS);
            }
            token = Token.END;
            return pause;
        }

        private boolean skip(String word) {
            boolean there = isWord(word);
            if (there) {
                token = scanner.next();
            }
            return there;
        }

        private boolean isWord(String word) {
            return token == Token.WORD && scanner.word().equals(word);
        }

        private BatchRefusedException refused(String message, String help) {
            return new BatchRefusedException(BatchFaults.directive(script, directive, message, help));
        }
    }
}
