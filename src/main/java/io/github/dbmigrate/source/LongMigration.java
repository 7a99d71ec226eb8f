package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.LongText;
import io.github.dbmigrate.script.Marker;
import io.github.dbmigrate.script.Outliner;
import io.github.dbmigrate.script.Piece;
import io.github.dbmigrate.script.PieceReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first pass over a file that is too long to be held: everything that is wrong with it is found, as with any other file,
 * before any of it is sent. Kept are the checksums and the outline.
 */
final class LongMigration {
    /** A statement is held as read, as cut, as sent and as bytes. */
    private static final int COPIES = 12;

    private static final int MOST_PROBLEMS = 100;

    private LongMigration() {}

    static @Nullable Migration read(
            SqlFile file, @Nullable String down, @Nullable String configured, List<Diagnostic> problems) {
        int before = problems.size();
        Outliner outliner = new Outliner();
        int longest = longestStatement();
        String marker = configured;
        try (LongFileReading reading = new LongFile(file.path(), file.file(), null, false).open()) {
            PieceReader pieces = new PieceReader(reading, longest, file.direction());
            Piece piece;
            do {
                piece = pieces.next();
                outliner.add(piece);
                Marker found = piece.script().outsideMarker();
                marker = found == null ? marker : found.shown();
                Faults.add(file, piece, problems);
            } while (!piece.last() && problems.size() - before < MOST_PROBLEMS);
            Checksum raw = reading.rawChecksum();
            LongFile again = new LongFile(file.path(), file.file(), raw, reading.hasMixedLineEnds());
            return new Migration(
                    file.name(),
                    file.file(),
                    new LongText(outliner.outline(), again, longest),
                    reading.checksum(),
                    raw,
                    down,
                    marker);
        } catch (DiagnosticException e) {
            problems.addAll(e.diagnostics());
            return null;
        }
    }

    /** In characters: what fits the memory there is. The server takes 1 GB at most (MaxAllocSize). */
    private static int longestStatement() {
        return (int) Math.min(Runtime.getRuntime().maxMemory() / COPIES, 512L * 1024 * 1024);
    }
}
