package io.github.dbmigrate.migration;

import io.github.dbmigrate.script.Contents;
import io.github.dbmigrate.script.LongText;
import io.github.dbmigrate.script.Outline;
import io.github.dbmigrate.script.Script;
import org.jspecify.annotations.Nullable;

/**
 * A migration on disk.
 *
 * @param name what its file is called
 * @param file its path as it is shown: relative to the project, with forward slashes
 * @param contents its SQL
 * @param checksum of the text with LF line ends: what the history keeps
 * @param rawChecksum of the file's bytes: what some histories of other tools keep
 * @param downFile the path of the file that undoes it, as it is shown; null when there is none
 * @param outsideMarker by what another tool is asked to run it outside a transaction, as it is shown:
 *     {@code -- +goose NO TRANSACTION}, {@code metadata.toml: run_in_transaction = false}; null when nothing asks. Our own wish is a
 *     directive of the script.
 */
public record Migration(
        FileName name,
        String file,
        Contents contents,
        Checksum checksum,
        Checksum rawChecksum,
        @Nullable String downFile,
        @Nullable String outsideMarker) {

    /** Whether the file is too long to be held; it has no {@link #script} then. */
    public boolean isLong() {
        return contents instanceof LongText;
    }

    /**
     * Its SQL, held whole.
     *
     * @throws IllegalStateException when it {@link #isLong}; the outline and the pieces of its {@link #contents} are there always
     */
    public Script script() {
        if (contents instanceof Script script) {
            return script;
        }
        throw new IllegalStateException(file + " is not held");
    }

    /** What must be known of it before it is run. */
    public Outline outline() {
        return contents.outline();
    }

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

    /** How its statements are brought together with its history row. A long file is never taken apart. */
    public Execution execution() {
        return isLong() ? Execution.TRANSACTION : Execution.of(script(), outsideMarker);
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
