package io.github.dbmigrate.plan;

import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Unfinished;
import io.github.dbmigrate.migration.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One migration, on disk, in the database, or both.
 *
 * @param migration its file; null when it is missing
 * @param applied its row; null when it is not in the history
 * @param unfinished its row in the journal; null when it has not begun, and for all that are one transaction
 */
public record Entry(
        State state,
        @Nullable Migration migration,
        @Nullable AppliedMigration applied,
        @Nullable Unfinished unfinished) {

    public Entry(State state, @Nullable Migration migration, @Nullable AppliedMigration applied) {
        this(state, migration, applied, null);
    }

    public Entry {
        if (migration == null && applied == null) {
            throw new IllegalArgumentException("an entry has a file or a row");
        }
    }

    /** The key in the history: the file's stem. */
    public String version() {
        return migration == null ? row().version() : migration.version();
    }

    /** The number as written in the file name, {@code 042}. */
    public String label() {
        return migration == null ? nameOfRow(row()).map(FileName::label).orElse(row().version()) : migration.label();
    }

    /** The number in the file name; null for a repeatable migration, and for a row whose name has none. */
    @Nullable
    Version number() {
        return migration == null ? numberOfRow(row()) : migration.name().number();
    }

    /** The words of the file name, {@code add-order-status}. */
    public String description() {
        return migration == null
                ? nameOfRow(row()).map(FileName::description).orElse(row().name())
                : migration.description();
    }

    /** The file of a migration that has one. */
    public Migration file() {
        if (migration == null) {
            throw new IllegalStateException(version() + " has no file");
        }
        return migration;
    }

    /** The history row of a migration that has one. */
    public AppliedMigration row() {
        if (applied == null) {
            throw new IllegalStateException(version() + " is not in the history");
        }
        return applied;
    }

    Entry as(State other) {
        return new Entry(other, migration, applied, unfinished);
    }

    Entry with(@Nullable Unfinished run) {
        return new Entry(state, migration, applied, run);
    }

    /** Where it stands, as it is printed. */
    public String stateWord() {
        return unfinished == null ? state.word() : unfinished.phase().word();
    }

    static @Nullable Version numberOfRow(AppliedMigration row) {
        FileName name = nameOfRow(row).orElse(null);
        return name == null ? null : name.number();
    }

    static Optional<FileName> nameOfRow(AppliedMigration row) {
        String stem = row.version();
        // The stem of a directory's migration is the directory's name; read as a file's, Diesel's date would be the
        // year.
        return FileName.parse(stem + "/up.sql").or(() -> FileName.parse(stem + ".sql"));
    }
}
