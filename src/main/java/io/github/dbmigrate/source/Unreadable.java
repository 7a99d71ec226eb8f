package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that is there and cannot be read. */
final class Unreadable {
    private Unreadable() {}

    static Diagnostic diagnostic(String file, String reason) {
        return Diagnostic.error("unreadable-file", "the file cannot be read: " + reason)
                .at(Place.file(file))
                .help("mend it, or move it out of the migration folder");
    }

    static String reason(Path path, IOException failure) {
        if (Files.isSymbolicLink(path) && failure instanceof NoSuchFileException) {
            return "it is a link to a file that does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure.getClass().getSimpleName();
    }
}
