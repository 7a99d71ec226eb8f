package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.Applier;
import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.plan.Plan;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file a dry run writes: just what a run would send, so that psql can run it, history rows included. Each block refuses to
 * run unless the history still ends as the dry run has seen it.
 *
 * @param shown the path as the user knows it
 */
public record PendingSql(Path file, String shown) {
    /** Until then the server took {@code \.} on a line of its own for the end of CSV data (PostgreSQL 18 release notes). */
    private static final int FIRST_WITHOUT_END_OF_CSV = 180000;

    void write(Plan plan, Snapshot snapshot, History history, ApplyOptions options) {
        try {
            Files.createDirectories(file.getParent());
            try (Writer sql = Files.newBufferedWriter(file)) {
                write(plan, snapshot, history, options, sql);
            }
        } catch (IOException e) {
            throw new DiagnosticException(
                    "the dry run could not be written",
                    Diagnostic.error(
                                    "unwritable-file",
                                    shown + " cannot be written: "
                                            + e.getClass().getSimpleName())
                            .help("make room, or mend the permissions; the database was only read"));
        }
    }

    private void write(Plan plan, Snapshot snapshot, History history, ApplyOptions options, Writer sql)
            throws IOException {
        sql.append("-- The pending migrations of ")
                .append(snapshot.facts().database())
                .append(", in order.\n");
        sql.append("-- Run it with: psql -v ON_ERROR_STOP=1 -f ").append(shown).append("\n");
        if (snapshot.facts().serverVersion() >= FIRST_WITHOUT_END_OF_CSV) {
            sql.append("-- It must be psql 18 or newer: an older one sends the end of CSV data as a row.\n");
        }
        sql.append('\n');
        String preparation = history.preparation(snapshot.facts());
        if (preparation != null) {
            sql.append(preparation).append(";\n\n");
        }
        Snapshot prepared = history.prepared(snapshot);
        LastRow last = LastRow.of(snapshot.history());
        for (Entry entry : plan.pending()) {
            Migration migration = entry.file();
            sql.append("-- ").append(migration.file()).append('\n');
            Applier.write(migration, history, prepared, last, options, sql);
            sql.append('\n');
            last = LastRow.of(migration);
        }
    }
}
