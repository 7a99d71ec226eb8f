package io.github.dbmigrate.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.plan.State;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.testing.ClassPathBinaries;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.Migrating.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new data directory begins with what an earlier build has made of the same migrations. */
class PreparedTest {
    private static final PostgresVersion VERSION = PostgresVersion.of(ClassPathBinaries.version());

    /** Long enough for its result to be worth keeping, and another one each time. */
    private static final String SLOW = "CREATE TABLE dice AS SELECT random() AS r FROM pg_sleep(0.2);";

    /** With the binaries of this user, which nobody writes to; all else is made here. */
    @TempDir
    private static Path home;

    private static OwnCache cache = new OwnCache(Path.of(""));

    @TempDir
    private Path base;

    private final List<String> told = new ArrayList<>();
    private OwnCache.Opening opening = cache.opening(Path.of(""), told::add);
    private Migrating project = Migrating.on(OwnCache.ELSEWHERE, Path.of(""));
    private Settings settings = Settings.FAST;
    private int builds;

    @BeforeAll
    static void withBinaries() throws Exception {
        cache = OwnCache.in(home);
    }

    /** JUnit would warn of it. */
    @AfterAll
    static void withoutBinaries() throws IOException {
        cache.close();
    }

    @BeforeEach
    void nothingIsPrepared() throws IOException {
        new Tree(cache.prepared()).delete();
        project = Migrating.on(OwnCache.ELSEWHERE, base).file("001-dice.sql", SLOW);
    }

    @Test
    void unchangedFilesAreNotAppliedAgain() throws Exception {
        assertThat(build().applied()).containsExactly("001");
        String dice = ask("SELECT r FROM dice");
        Ran second = build();
        assertThat(second.report().outcome()).isEqualTo(Report.Outcome.UP_TO_DATE);
        assertThat(told)
                .singleElement()
                .asString()
                .matches("beginning with 1 migration of a build of "
                        + "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC; -Ddbmigrate.prepared=false begins with none");
        assertThat(ask("SELECT r FROM dice")).isEqualTo(dice);
        Ran status = project.by(opening).status().ok();
        assertThat(status.count(State.APPLIED)).isEqualTo(1);
        assertThat(status.count(State.PENDING)).isZero();
    }

    @Test
    void oneMoreFileIsAllThatIsApplied() {
        build();
        project.file("002-more.sql", "CREATE TABLE more AS TABLE dice; SELECT pg_sleep(0.2);");
        assertThat(build().applied()).containsExactly("002");
        assertThat(build().applied()).isEmpty();
        assertThat(told).hasSize(2);
        assertThat(images()).hasSize(2);
    }

    @Test
    void aChangedFileHasEverythingFromItOnAppliedAnew() {
        build();
        project.file("002-more.sql", SLOW.replace("dice", "more"));
        build();
        project.file("002-more.sql", SLOW.replace("dice", "less"));
        assertThat(build().applied()).containsExactly("002");
        project.file("001-dice.sql", SLOW + "-- loaded");
        assertThat(build().applied()).containsExactly("001", "002");
    }

    @Test
    void aFileThatComesInBetweenHasEverythingFromItOnAppliedAnew() {
        project.file("003-last.sql", "SELECT 3;");
        build();
        project.file("002-late.sql", "SELECT 2;");
        assertThat(build().applied()).containsExactly("001", "002", "003");
    }

    @Test
    void aTakenAwayFileTakesItsClusterWithIt() {
        project.file("002-more.sql", "SELECT 2;");
        build();
        project.without("002-more.sql");
        assertThat(build().applied()).containsExactly("001");
    }

    @Test
    void repeatableFilesAreKeptWithTheRest() {
        project.file("R__view.sql", "CREATE OR REPLACE VIEW v AS TABLE dice;");
        build();
        assertThat(build().applied()).isEmpty();
        project.file("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT r FROM dice;");
        assertThat(build().applied()).containsExactly("001", "R");
    }

    @Test
    void aTargetIsNotPassed() {
        project.file("002-more.sql", SLOW.replace("dice", "more"));
        build();
        project.plan(new PlanOptions("001", false));
        assertThat(build().applied()).containsExactly("001");
        project.plan(PlanOptions.DEFAULT);
        assertThat(build().applied()).isEmpty();
    }

    @Test
    void whatElseDecidesTheContentsIsTheSame() {
        project.placeholders(Map.of("tenant", "acme"));
        build();
        project.placeholders(Map.of("tenant", "other"));
        assertThat(build().applied()).containsExactly("001");
        project.table("public", "done");
        assertThat(build().applied()).containsExactly("001");
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(build().applied()).containsExactly("001");
        } finally {
            TimeZone.setDefault(before);
        }
        assertThat(build().applied()).isEmpty();
        settings = Settings.PLAIN;
        assertThat(build().applied()).containsExactly("001");
    }

    @Test
    void aFailedRunLeavesNothing() {
        project.file("002-wrong.sql", "SELECT 1/0;");
        assertThat(build().ids()).containsExactly("sql-error");
        assertThat(images()).isEmpty();
        project.file("002-wrong.sql", "SELECT 1;");
        assertThat(again().applied()).containsExactly("002");
        assertThat(images())
                .as("of a cluster that has seen more than the migrations")
                .isEmpty();
    }

    @Test
    void aRunOnKeptDataLeavesNothing() {
        project.without("001-dice.sql");
        project.file("001-quick.sql", "SELECT 1;");
        build();
        project.file("002-dice.sql", SLOW);
        assertThat(again().applied()).containsExactly("002");
        assertThat(images()).isEmpty();
    }

    @Test
    void whatIsDoneBeforeItIsNoticedIsNotKept() {
        project.without("001-dice.sql");
        assertThat(build().applied()).isEmpty();
        assertThat(images()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER ROLE CURRENT_USER PASSWORD 'another';",
                "ALTER DATABASE postgres SET search_path = pg_catalog;",
                "ALTER ROLE CURRENT_USER SET work_mem = '1MB';",
                "-- dbmigrate: no-transaction\nALTER SYSTEM SET shared_buffers = '900GB';"
            })
    void aClusterInWhichTheNextSessionIsAnotherIsNotKept(String sql) {
        project.file("002-different.sql", sql);
        assertThat(build().ok().applied()).containsExactly("001", "002");
        assertThat(images()).isEmpty();
    }

    @Test
    void rolesAndOtherDatabasesArePartOfIt() throws Exception {
        project.file("002-role.sql", "CREATE ROLE reader;");
        project.file("003-database.sql", "CREATE DATABASE other;");
        build();
        assertThat(build().applied()).isEmpty();
        assertThat(ask("SELECT count(*) FROM pg_roles, pg_database WHERE rolname = 'reader' AND datname = 'other'"))
                .isEqualTo("1");
    }

    @Test
    void walThatNobodyReadsIsLeftOut() throws Exception {
        project.file("002-much.sql", """
                CREATE TABLE much AS SELECT repeat('x', 1000) AS x FROM generate_series(1, 100000);
                TRUNCATE much;
                INSERT INTO much SELECT repeat('y', 1000) FROM generate_series(1, 100);
                """);
        settings = Settings.PLAIN;
        build();
        assertThat(wal()).hasSizeGreaterThan(1);
        assertThat(build().applied()).isEmpty();
        assertThat(ask("SELECT count(*) FROM much")).isEqualTo("100");
        assertThat(Files.size(images().get(0))).isLessThan(60L << 20);
    }

    @Test
    void aDamagedImageIsThrownAwayAndMadeAnew() throws IOException {
        build();
        Path image = images().get(0);
        byte[] bytes = Files.readAllBytes(image);
        bytes[bytes.length / 2] ^= 1;
        Files.write(image, bytes);
        assertThat(build().applied()).containsExactly("001");
        assertThat(build().applied()).isEmpty();
        Files.write(image, Arrays.copyOf(bytes, bytes.length / 3));
        assertThat(build().applied()).containsExactly("001");
        Files.write(image, new byte[0]);
        assertThat(build().applied()).containsExactly("001");
        assertThat(build().applied()).isEmpty();
    }

    @Test
    void oneThatDoesNotStartIsThrownAway() throws Exception {
        build();
        Path image = images().get(0);
        Files.delete(image);
        Path data = data();
        Files.writeString(data.resolve("postgresql.conf"), "no_such_setting = 1");
        new PreparedClusters(home.resolve("postgres"), PreparedClusters.LIMIT)
                .keep(image.getFileName().toString(), data);
        assertThat(image).exists();
        assertThat(build().applied()).containsExactly("001");
        assertThat(build().applied()).isEmpty();
    }

    @Test
    void whereNothingCanBeKeptNothingIsSaid() throws IOException {
        Files.writeString(cache.prepared(), "in the way");
        assertThat(build().applied()).containsExactly("001");
        assertThat(build().applied()).containsExactly("001");
        assertThat(told).isEmpty();
        Files.delete(cache.prepared());
    }

    /** Runs on a new data directory. */
    private Ran build() {
        builds++;
        return again();
    }

    private Ran again() {
        opening = cache.opening(base.resolve("target" + builds), told::add).with(settings);
        return project.by(opening).run();
    }

    private List<Path> images() {
        try {
            return Files.isDirectory(cache.prepared()) ? list(cache.prepared()) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> wal() throws IOException {
        return list(data().resolve("pg_wal")).stream()
                .filter(Files::isRegularFile)
                .toList();
    }

    private Path data() {
        return base.resolve("target" + builds)
                .resolve(Integer.toString(VERSION.major()))
                .resolve("data");
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    private String ask(String sql) throws SQLException {
        try (EmbeddedPostgres postgres = opening.start(() -> Recipe.EMPTY)) {
            return OwnCache.db(postgres).ask(sql);
        }
    }
}
