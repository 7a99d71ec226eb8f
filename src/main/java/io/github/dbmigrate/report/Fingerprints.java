package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.Migration;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells one finding from another in two runs. Made of the rule, the file's name without its number, the statement without
 * blanks, and how many of the same came before: it survives another number for the file, and changes above the statement.
 */
final class Fingerprints {
    private static final int LENGTH = 16;

    private final Sources sources;
    private final Map<String, Integer> seen = new HashMap<>();

    Fingerprints(Sources sources) {
        this.sources = sources;
    }

    /** {@code 39fa2ee980eb94b0:1}; the next for the same is another. */
    String next(String id, Place place, String message) {
        String key = id + "\n" + name(place.file()) + "\n"
                + withoutBlanks(sources.statement(place).orElse(message));
        String hash = Checksum.of(key).hex().substring(0, LENGTH);
        return hash + ":" + seen.merge(hash, 1, Integer::sum);
    }

    private String name(String file) {
        return sources.migration(file).map(Migration::description).orElse(file);
    }

    private static String withoutBlanks(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        text.codePoints().filter(c -> !Character.isWhitespace(c)).forEach(bare::appendCodePoint);
        return bare.toString();
    }
}
