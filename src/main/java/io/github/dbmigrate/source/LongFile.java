package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.script.TextSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read a piece at a time, each time from the disk.
 *
 * @param file as it is shown
 * @param expected what its bytes must still be at the end of each reading; null the first time
 * @param mixed whether its lines end now with CR LF and now with LF: then a CR is not part of a line's end but of its data
 */
record LongFile(Path path, String file, @Nullable Checksum expected, boolean mixed) implements TextSource {

    @Override
    public LongFileReading open() {
        try {
            return new LongFileReading(this, Files.newInputStream(path));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** How many lines end within the first bytes of it. */
    int lineEnds(long bytes) {
        int ends = 0;
        try (InputStream in = Files.newInputStream(path)) {
            byte[] block = new byte[64 * 1024];
            for (long left = bytes; left > 0; ) {
                int read = in.readNBytes(block, 0, (int) Math.min(left, block.length));
                for (int i = 0; i < read; i++) {
                    ends += block[i] == '\n' ? 1 : 0;
                }
                left = read == 0 ? 0 : left - read;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return ends;
    }

    DiagnosticException unreadable(IOException e) {
        return refused(Unreadable.diagnostic(file, Unreadable.reason(path, e)));
    }

    DiagnosticException refused(Diagnostic problem) {
        return new DiagnosticException("a file cannot be read", problem);
    }

    /** Somebody has saved it meanwhile: what was checked and what would be recorded is not what was sent. */
    void check(Checksum read) {
        if (expected != null && !read.equals(expected)) {
            throw new DiagnosticException(
                    "a file was changed",
                    Diagnostic.error("changed-meanwhile", "the file was changed while it was being applied")
                            .at(Place.file(file))
                            .help("run the same command again"));
        }
    }
}
