package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.ClientProgram;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.TestPostgres;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pg_dump writes is restored by a migration as psql restores it: pg_dump itself cannot tell the two apart. */
@EnabledIf(
        value = "hasPrograms",
        disabledReason = "psql, or a pg_dump that is not older than the server, is not installed")
class PgDumpRoundTripTest {
    private static final List<String> NOT_OURS = List.of("--exclude-table=public.schema_migrations*");

    private static final String HEAD = "--\n-- PostgreSQL database dump\n--\n\n";
    private static final String GUARD = "\\restrict ";

    private static Db source;

    private final List<Db> used = new ArrayList<>();

    @TempDir
    Path directory;

    static boolean hasPrograms() throws SQLException {
        return ClientProgram.find("psql", Dumped.OLDEST).isPresent()
                && ClientProgram.find("pg_dump", serverMajor()).isPresent();
    }

    @BeforeAll
    static void restoreTheNewestDumpThatTheServerTakes(@TempDir Path files) throws Exception {
        Dumped.createRoles(TestPostgres.admin());
        source = TestPostgres.fresh();
        restore(source, files, Dumped.sql(Integer.toString(Math.min(serverMajor(), Dumped.NEWEST))));
    }

    @AfterEach
    void drop() throws SQLException {
        for (Db db : used) {
            Dumped.drop(db);
        }
    }

    @AfterAll
    static void dropRoles() throws SQLException {
        Dumped.drop(source);
        Dumped.dropRoles(TestPostgres.admin());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--inserts",
                "--column-inserts --rows-per-insert=2 --on-conflict-do-nothing",
                "--schema-only",
                "--no-owner --no-privileges --no-comments",
                "--no-owner --quote-all-identifiers",
                "--disable-dollar-quoting --load-via-partition-root",
                "--use-set-session-authorization --exclude-table=shop.vehicle --exclude-table=shop.lorry",
                "--exclude-schema=Odd* --no-blobs",
                "--no-publications --no-subscriptions --no-table-access-method",
            })
    void isTheSame(String options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options.split(" ")));
        arguments.removeIf(option -> option.isEmpty() || isUnknown(option));
        String dump = dump(source, arguments);
        Db migrated = fresh();
        Migrating.on(migrated, directory).file("001-dump.sql", dump).run().ok();
        Db restored = fresh();
        restore(restored, directory, dump);
        assertThat(dump(migrated, NOT_OURS)).isEqualTo(dump(restored, NOT_OURS));
    }

    /** As for a big database: the data between the tables and their indexes. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--inserts", "--disable-triggers"})
    void isTheSameInThreeMigrations(String option) throws Exception {
        List<String> data = new ArrayList<>(List.of("--section=data"));
        if (!option.isEmpty()) {
            data.add(option);
        }
        String tables = dump(source, List.of("--section=pre-data"));
        String rows = dump(source, data);
        String indexes = dump(source, List.of("--section=post-data"));
        Db migrated = fresh();
        Migrating.on(migrated, directory)
                .file("001-tables.sql", tables)
                .file("002-data.sql", rows)
                .file("003-indexes.sql", indexes)
                .run()
                .ok();
        Db restored = fresh();
        for (String part : List.of(tables, rows, indexes)) {
            restore(restored, directory, part);
        }
        assertThat(dump(migrated, NOT_OURS)).isEqualTo(dump(restored, NOT_OURS));
    }

    private static boolean isUnknown(String option) {
        return option.equals("--no-table-access-method") && pgDump().major() < 15;
    }

    private Db fresh() throws SQLException {
        Db db = TestPostgres.fresh();
        db.run("GRANT CREATE ON DATABASE " + db.database() + " TO dump_owner");
        used.add(db);
        return db;
    }

    private static void restore(Db db, Path directory, String sql) throws IOException {
        Path file = directory.resolve("dump.sql");
        Files.writeString(file, sql);
        ClientProgram.find("psql", Dumped.OLDEST)
                .orElseThrow()
                .run(db, List.of("-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file.toString()));
    }

    /** Without the pair that guards against hidden commands: its key is another one each time. */
    private static String dump(Db db, List<String> arguments) {
        String dump = pgDump().run(db, arguments);
        if (!dump.startsWith(GUARD, HEAD.length())) {
            return dump;
        }
        int key = HEAD.length() + GUARD.length();
        String rest = dump.substring(key, dump.indexOf('\n', key) + 1);
        return dump.replace(GUARD + rest, "").replace("\\un" + GUARD.substring(1) + rest, "");
    }

    private static ClientProgram pgDump() {
        try {
            return ClientProgram.find("pg_dump", serverMajor()).orElseThrow();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int serverMajor() throws SQLException {
        return Integer.parseInt(TestPostgres.admin().ask("SHOW server_version_num")) / 10_000;
    }
}
