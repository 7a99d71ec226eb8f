package io.github.dbmigrate.apply;

import io.github.dbmigrate.script.CopyData;
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
record Text(Piece piece, Script sent, String sqlText, Placeholders placeholders, List<Replacement> replacements) {

    /**
     * One placeholder.
     *
     * @param at where its value begins in the sent text
     * @param length of the value
     * @param fileAt where it stands in the file
     * @param fileLength of {@code ${name}}
     */
    record Replacement(int at, int length, int fileAt, int fileLength) {}

    static Text of(Piece piece, Map<String, String> values) {
        Script file = piece.script();
        Placeholders placeholders = new Placeholders(values);
        List<Replacement> replacements = new ArrayList<>();
        String text = placeholders.replace(file.text(), replacements::add);
        Script sent = replacements.isEmpty() ? file : piece.replaced(text);
        return new Text(piece, sent, sent.sqlText(), placeholders, replacements);
    }

    /** Rows of a COPY as they are sent. */
    CopyData replaced(CopyData rows) {
        return () -> {
            String piece = rows.next();
            return piece == null ? null : placeholders.replace(piece, replacement -> {});
        };
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
}
