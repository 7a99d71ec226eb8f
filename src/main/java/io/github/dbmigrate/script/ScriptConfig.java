package io.github.dbmigrate.script;

import io.github.dbmigrate.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file beside a migration says about how to run it, in the form of another tool.
 *
 * @param outside the line that asks for running outside a transaction, as it is shown; null when none does
 * @param faults what cannot be followed, so that it must not be passed over
 */
public record ScriptConfig(@Nullable String outside, List<Fault> faults) {
    private static final String FAULT = "script-config";

    public ScriptConfig {
        faults = List.copyOf(faults);
    }

    /**
     * Flyway's script configuration, {@code V1__name.sql.conf}: lines {@code key=value}. The keys are those of Flyway's class
     * SqlScriptMetadata.
     */
    public static ScriptConfig flyway(String text) {
        return new Reader(
                        text,
                        "#!",
                        List.of("executeInTransaction", "encoding", "placeholderReplacement", "shouldExecute"))
                .read();
    }

    /** Diesel's {@code metadata.toml} beside {@code up.sql}; it has one key. */
    public static ScriptConfig diesel(String text) {
        return new Reader(text, "#", List.of("run_in_transaction")).read();
    }

    /** Goes through the lines. */
    private static final class Reader {
        private final String text;
        private final String commentSigns;
        private final List<String> keys;
        private final List<Fault> faults = new ArrayList<>();
        private @Nullable String outside;

        /** The line at hand, without blanks around it. */
        private int start;

        private int end;
        private int number;

        Reader(String text, String commentSigns, List<String> keys) {
            this.text = text;
            this.commentSigns = commentSigns;
            this.keys = keys;
        }

        ScriptConfig read() {
            int line = 0;
            while (line < text.length()) {
                int next = text.indexOf('\n', line);
                int behind = next < 0 ? text.length() : next;
                number++;
                start = line;
                end = behind;
                while (start < end && Character.isWhitespace(text.charAt(start))) {
                    start++;
                }
                while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
                    end--;
                }
                if (start < end && commentSigns.indexOf(text.charAt(start)) < 0) {
                    setting(line);
                }
                line = behind + 1;
            }
            return new ScriptConfig(outside, faults);
        }

        private void setting(int line) {
            String setting = text.substring(start, end);
            int equals = setting.indexOf('=');
            if (equals < 0) {
                fault(line, "this is no setting", "write " + keys.get(0) + " = false");
                return;
            }
            String key = setting.substring(0, equals).strip();
            String value = withoutComment(setting.substring(equals + 1)).strip();
            if (!keys.contains(key)) {
                String help = Nearest.to(key, keys)
                        .map(known -> "did you mean " + known + " ?")
                        .orElse("take the line out; known here: " + String.join(", ", keys));
                fault(line, "there is no setting \"" + key + "\"", help);
                return;
            }
            switch (key) {
                case "executeInTransaction", "run_in_transaction" -> transaction(line, setting, value);
                case "encoding" -> {
                    if (!value.equalsIgnoreCase("UTF-8") && !value.equalsIgnoreCase("UTF8")) {
                        fault(line, "a migration is read as UTF-8", "save it as UTF-8 and take this line out");
                    }
                }
                case "placeholderReplacement" -> {
                    if (!value.equals("true")) {
                        fault(
                                line,
                                "placeholders are not chosen by file",
                                "take the line out: only placeholders that the build lists are replaced");
                    }
                }
                default -> {
                    if (!value.equals("true")) {
                        fault(
                                line,
                                "a migration runs in every database",
                                "take the line out, and write the condition as IF ... THEN in a DO block");
                    }
                }
            }
        }

        private void transaction(int line, String setting, String value) {
            switch (value) {
                case "true" -> {}
                case "false" -> outside = withoutComment(setting).strip();
                default -> fault(line, "this is neither true nor false", "write false to run it outside a transaction");
            }
        }

        /** In TOML a comment may stand behind the value; in Flyway's form a number sign is part of it. */
        private String withoutComment(String value) {
            int comment = commentSigns.equals("#") ? value.indexOf('#') : -1;
            return comment < 0 ? value : value.substring(0, comment);
        }

        private void fault(int line, String message, String help) {
            int column = text.codePointCount(line, start) + 1;
            faults.add(new Fault(FAULT, message, help, start, end, number, column));
        }
    }
}
