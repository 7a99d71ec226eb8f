package io.github.dbmigrate.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, strings, numbers and booleans as JSON (RFC 8259), two blanks a level, in the order given. */
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String write(Map<String, @Nullable Object> object) {
        return document(object);
    }

    static String write(List<Map<String, @Nullable Object>> objects) {
        return document(objects);
    }

    private static String document(Object value) {
        Json json = new Json();
        json.value(value, 0);
        return json.out.append('\n').toString();
    }

    private void value(@Nullable Object value, int level) {
        if (value instanceof Map<?, ?> map) {
            members(map, level);
        } else if (value instanceof Collection<?> list) {
            elements(list, level);
        } else if (value == null || value instanceof Boolean || value instanceof Number) {
            out.append(value);
        } else {
            string(value.toString());
        }
    }

    private void members(Map<?, ?> map, int level) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            out.append(separator);
            newLine(level + 1);
            string(String.valueOf(member.getKey()));
            out.append(": ");
            value(member.getValue(), level + 1);
            separator = ",";
        }
        if (!map.isEmpty()) {
            newLine(level);
        }
        out.append('}');
    }

    private void elements(Collection<?> list, int level) {
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            newLine(level + 1);
            value(element, level + 1);
            separator = ",";
        }
        if (!list.isEmpty()) {
            newLine(level);
        }
        out.append(']');
    }

    private void newLine(int level) {
        out.append('\n').append("  ".repeat(level));
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c >= 0x7f) {
                        out.append("\\u").append(hex(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** ASCII only, so that a pipe in any character set carries it. */
    private static String hex(char c) {
        String digits = Integer.toHexString(c);
        return "0".repeat(4 - digits.length()) + digits;
    }
}
