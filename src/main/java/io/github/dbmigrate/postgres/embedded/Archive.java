package io.github.dbmigrate.postgres.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/** A jar of the binaries: one {@code .txz} with PostgreSQL's {@code bin}, {@code lib} and {@code share}. */
record Archive(Path jar) {

    void unpackInto(Path directory) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no PostgreSQL in " + jar.getFileName()));
            try (var in = new BufferedInputStream(new XZInputStream(zip.getInputStream(archive)), 1 << 16)) {
                new TarReader(in, directory).unpack();
            }
        }
    }
}
