package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.script.Piece;
import io.github.dbmigrate.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A piece of a migration as it is sent, and the way back to its file. They differ only where placeholders are configured.
 *
 * @param sent the text after replacement
 * @param sqlText of it, what the server may see
 */
record Text(Piece piece, Script sent, String sqlText, List<Replacement> replacements) {

    /**
     * One placeholder.
     *
     * @param at where its value begins in the sent text
     * @param length of the value
     * @param fileAt where it stands in the file
     * @param fileLength of {@code ${name}}
     */
    private record Replacement(int at, int length, int fileAt, int fileLength) {}

    static Text of(Piece piece, Map<String, String> placeholders) {
        Script file = piece.script();
        if (placeholders.isEmpty() || !file.text().contains("${")) {
            return new Text(piece, file, file.sqlText(), List.of());
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
        if (replacements.isEmpty()) {
            return new Text(piece, file, file.sqlText(), List.of());
        }
        Script replaced = Script.of(sent.toString());
        return new Text(piece, replaced, replaced.sqlText(), replacements);
    }

    /** The file's own text. */
    Script file() {
        return piece.script();
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

    /** The line of the file that an offset of the piece's own text is on. */
    int line(int fileOffset) {
        return piece.fileLine(file().line(fileOffset));
    }

    int column(int fileOffset) {
        return piece.fileColumn(file().line(fileOffset), file().column(fileOffset));
    }

    /** Rows that were cut out of the piece, with the numbers that they have in the file. */
    Excerpt numbered(Excerpt excerpt) {
        List<Excerpt.Row> rows = excerpt.rows().stream()
                .map(row -> row.number() == 0 ? row : new Excerpt.Row(piece.fileLine(row.number()), row.text()))
                .toList();
        return new Excerpt(rows, excerpt.from(), excerpt.to());
    }
}
