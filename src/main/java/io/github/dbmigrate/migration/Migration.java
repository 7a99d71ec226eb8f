package io.github.dbmigrate.migration;

import io.github.dbmigrate.script.Script;
import org.jspecify.annotations.Nullable;

/**
 * A migration on disk.
 *
 * @param name what its file is called
 * @param file its path as it is shown: relative to the project, with forward slashes
 * @param script its SQL
 * @param checksum of the text with LF line ends: what the history keeps
 * @param rawChecksum of the file's bytes: what some histories of other tools keep
 * @param downFile the path of the file that undoes it, as it is shown; null when there is none
 */
public record Migration(
        FileName name,
        String file,
        Script script,
        Checksum checksum,
        Checksum rawChecksum,
        @Nullable String downFile) {

    /** What the history knows it by: {@code 042-add-order-status}. */
    public String version() {
        return name.stem();
    }

    /** {@code 042} */
    public String label() {
        return name.label();
    }

    /** What a sentence calls it: its number, or the stem of a repeatable one, which has none. */
    public String calledBy() {
        return isRepeatable() ? version() : label();
    }

    /** {@code add-order-status} */
    public String description() {
        return name.description();
    }

    /** {@code Add order status} */
    public String readableName() {
        return name.readableName();
    }

    public boolean isRepeatable() {
        return name.kind() == FileName.Kind.REPEATABLE;
    }

    /** How its statements are brought together with its history row. */
    public Execution execution() {
        return Execution.of(script);
    }

    /** Whether a checksum from the history is that of this file. */
    public boolean matches(String storedChecksum) {
        return checksum.matches(storedChecksum) || rawChecksum.matches(storedChecksum);
    }

    @Override
    public String toString() {
        return version() + " (" + checksum.shortForm() + ")";
    }
}
