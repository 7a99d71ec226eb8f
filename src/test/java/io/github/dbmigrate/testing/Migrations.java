package io.github.dbmigrate.testing;

import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.Marker;
import io.github.dbmigrate.script.Script;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Files and history rows in one line. A file whose SQL is not given has one statement, and its row the checksum of that. */
public final class Migrations {
    public static final String FOLDER = "src/main/resources/db/migration/";
    private static final LocalDateTime APPLIED_AT = LocalDateTime.of(2026, 11, 18, 9, 14);
    private static final String SQL = "SELECT 1;\n";

    private Migrations() {}

    /** Stems such as {@code 001-users}, or paths in the folder such as {@code 2024-01-01-120000_users/up.sql}. */
    public static List<Migration> folder(String... names) {
        return Arrays.stream(names).map(name -> file(name, SQL)).toList();
    }

    public static Migration file(String name, String sql) {
        String path = name.endsWith(".sql") ? name : name + ".sql";
        Script script = Script.of(sql);
        Marker marker = script.outsideMarker();
        return new Migration(
                FileName.parse(path).orElseThrow(() -> new IllegalArgumentException(path)),
                FOLDER + path,
                script,
                Checksum.of(sql),
                Checksum.ofBytes(sql.getBytes(StandardCharsets.UTF_8)),
                null,
                marker == null ? null : marker.shown());
    }

    /** Applied one second after the other. */
    public static List<AppliedMigration> history(String... versions) {
        return IntStream.range(0, versions.length)
                .mapToObj(i -> row(i + 1, versions[i], Checksum.of(SQL).hex(), APPLIED_AT.plusSeconds(i)))
                .toList();
    }

    /** Applied from a file that held this SQL; null stands for a row without a checksum. */
    public static AppliedMigration row(String version, @Nullable String sql) {
        return row(1, version, sql == null ? null : Checksum.of(sql).hex(), APPLIED_AT);
    }

    public static AppliedMigration row(
            long id, String version, @Nullable String checksum, @Nullable LocalDateTime appliedAt) {
        String name =
                FileName.parse(version + ".sql").map(FileName::readableName).orElse(version);
        return new AppliedMigration(id, version, name, appliedAt, 14, checksum, "ci");
    }
}
