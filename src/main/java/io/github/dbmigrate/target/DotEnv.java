package io.github.dbmigrate.target;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.diagnostic.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a {@code .env} file: {@code NAME=value} lines, with or without {@code export}. A value in single quotes
 * is taken as it stands; in double quotes {@code \n \r \t \\ \" \$} are escapes; both may hold line breaks. Without
 * quotes it ends at the line's end or at {@code #} after a blank. {@code $NAME} is not replaced: a password may hold a {@code $}.
 *
 * @param name the file as the user typed it
 */
public record DotEnv(String name, Map<String, String> values) implements Environment {

    public DotEnv {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** @throws DiagnosticException with the line that cannot be read, which is never quoted: it may hold a secret */
    public static DotEnv read(String name, String text) {
        return new DotEnv(name, new Reader(name, text).read());
    }

    /** Which of these names a file has that nobody asked for. Whether it is well-formed does not matter then. */
    public static List<String> namesIn(String text, Set<String> names) {
        return text.lines()
                .filter(line -> line.indexOf('=') > 0)
                .map(line -> withoutExport(line.substring(0, line.indexOf('=')).strip()))
                .filter(names::contains)
                .distinct()
                .toList();
    }

    @Override
    public @Nullable String get(String variable) {
        return values.get(variable);
    }

    /** The values are secrets. */
    @Override
    public String toString() {
        return name + " with " + values.keySet();
    }

    private static String withoutExport(String name) {
        return name.startsWith("export ") || name.startsWith("export\t")
                ? name.substring("export".length()).strip()
                : name;
    }

    private static final class Reader {
        private final String file;
        private final String text;
        private int at;

        Reader(String file, String text) {
            this.file = file;
            this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        }

        Map<String, String> read() {
            Map<String, String> values = new LinkedHashMap<>();
            while (at < text.length()) {
                int end = lineEnd(at);
                String line = text.substring(at, end).strip();
                if (line.isEmpty() || line.startsWith("#")) {
                    at = end + 1;
                } else {
                    values.put(name(end), value());
                }
            }
            return values;
        }

        private String name(int end) {
            int equals = text.indexOf('=', at);
            if (equals < 0 || equals >= end) {
                throw bad(at, "this line has no =");
            }
            String name = withoutExport(text.substring(at, equals).strip());
            if (!isName(name)) {
                throw bad(at, "what stands before = is not a variable's name");
            }
            at = equals + 1;
            return name;
        }

        private String value() {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
            char first = at < text.length() ? text.charAt(at) : '\n';
            return first == '\'' || first == '"' ? quoted(first) : bare();
        }

        private String bare() {
            int end = lineEnd(at);
            int comment = at;
            while (comment < end && !(text.charAt(comment) == '#' && isBlank(text.charAt(comment - 1)))) {
                comment++;
            }
            String value = text.substring(at, comment).strip();
            at = end + 1;
            return value;
        }

        private String quoted(char quote) {
            int opening = at++;
            StringBuilder value = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == quote) {
                    endOfLine();
                    return value.toString();
                }
                value.append(c == '\\' && quote == '"' ? escaped() : String.valueOf(c));
            }
            throw bad(opening, "the quote that opens here is never closed");
        }

        private String escaped() {
            char c = at < text.length() ? text.charAt(at++) : '\\';
            return switch (c) {
                case 'n' -> "\n";
                case 'r' -> "\r";
                case 't' -> "\t";
                case '\\', '"', '$' -> String.valueOf(c);
                default -> "\\" + c;
            };
        }

        private void endOfLine() {
            int end = lineEnd(at);
            String rest = text.substring(at, end).strip();
            if (!rest.isEmpty() && !rest.startsWith("#")) {
                throw bad(at, "something stands behind the closing quote");
            }
            at = end + 1;
        }

        private int lineEnd(int from) {
            int end = text.indexOf('\n', from);
            return end < 0 ? text.length() : end;
        }

        private DiagnosticException bad(int offset, String problem) {
            int line = 1
                    + (int) text.substring(0, offset)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            return new DiagnosticException(
                    file + " cannot be read",
                    Diagnostic.error("bad-env-file", problem)
                            .at(Place.line(file, line))
                            .help("write NAME=value, NAME='value' or NAME=\"value\""));
        }

        private static boolean isName(String name) {
            return !name.isEmpty()
                    && !isDigit(name.charAt(0))
                    && name.chars().allMatch(c -> c == '_' || c == '.' || c == '-' || isDigit(c) || isLetter(c));
        }

        private static boolean isLetter(int c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }

        private static boolean isDigit(int c) {
            return c >= '0' && c <= '9';
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }
    }
}
