package io.github.dbmigrate.apply;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The text of a migration as it is sent, and the way back to its file. They differ only where placeholders are configured.
 *
 * @param file the file's own text
 * @param sent the text after replacement
 */
record Text(Script file, Script sent, List<Replacement> replacements) {

    /**
     * One placeholder.
     *
     * @param at where its value begins in the sent text
     * @param length of the value
     * @param fileAt where it stands in the file
     * @param fileLength of {@code ${name}}
     */
    private record Replacement(int at, int length, int fileAt, int fileLength) {}

    static Text of(Migration migration, Map<String, String> placeholders) {
        Script file = migration.script();
        if (placeholders.isEmpty() || !file.text().contains("${")) {
            return new Text(file, file, List.of());
        }
        String text = file.text();
        StringBuilder sent = new StringBuilder(text.length());
        List<Replacement> replacements = new ArrayList<>();
        int copied = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", open + 2)) {
            int close = text.indexOf('}', open);
            String value = close < 0 ? null : placeholders.get(text.substring(open + 2, close));
            if (value != null) {
                sent.append(text, copied, open);
                replacements.add(new Replacement(sent.length(), value.length(), open, close + 1 - open));
                sent.append(value);
                copied = close + 1;
            }
        }
        sent.append(text, copied, text.length());
        return replacements.isEmpty()
                ? new Text(file, file, List.of())
                : new Text(file, Script.of(sent.toString()), replacements);
    }

    /** Where in the file an offset of the sent text is; a place inside a value is the place of its {@code ${name}}. */
    int fileOffset(int offset) {
        int shift = 0;
        for (Replacement r : replacements) {
            if (offset < r.at()) {
                break;
            }
            if (offset < r.at() + r.length()) {
                return r.fileAt();
            }
            shift = r.fileAt() + r.fileLength() - r.at() - r.length();
        }
        return offset + shift;
    }
}
