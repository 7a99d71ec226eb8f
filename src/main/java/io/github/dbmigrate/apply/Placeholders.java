package io.github.dbmigrate.apply;

import io.github.dbmigrate.apply.Text.Replacement;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What {@code ${name}} stands for.
 *
 * @param values by name; what has none is left as it is
 */
record Placeholders(Map<String, String> values) {

    /** The text with the values in it; tells each of them, in order. */
    String replace(String text, Consumer<Replacement> told) {
        if (values.isEmpty() || !text.contains("${")) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        int copied = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", open + 2)) {
            int close = text.indexOf('}', open);
            String value = close < 0 ? null : values.get(text.substring(open + 2, close));
            if (value != null) {
                replaced.append(text, copied, open);
                told.accept(new Replacement(replaced.length(), value.length(), open, close + 1 - open));
                replaced.append(value);
                copied = close + 1;
            }
        }
        return replaced.append(text, copied, text.length()).toString();
    }
}
