package io.github.dbmigrate.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.diagnostic.Note;
import io.github.dbmigrate.testing.ClassPathBinaries;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresTest {
    private static final String MAJOR = ClassPathBinaries.version().split("\\.", 2)[0];

    @TempDir
    private Path directory;

    @Test
    void dataIsKeptFromOneStartToTheNext() throws SQLException {
        try (var postgres = start()) {
            db(postgres).run("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (var postgres = start()) {
            assertThat(db(postgres).ask("SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void theAskedVersionRuns() throws SQLException {
        try (var postgres = start()) {
            assertThat(db(postgres).ask("SHOW server_version")).isEqualTo(postgres.version());
            assertThat(ClassPathBinaries.version()).isEqualTo(postgres.version() + ".0");
            assertThat(db(postgres).ask("SHOW server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void aStoppedServerIsGone() throws Exception {
        var postgres = start();
        ProcessHandle server = server();
        db(postgres).connect();
        postgres.close();
        assertThat(server.isAlive()).isFalse();
        assertThat(PidFile.in(data())).doesNotExist();
        assertThat(Files.readString(data().resolveSibling("server.log"))).contains("database system is shut down");
        postgres.close();
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (var postgres = start()) {
            var wrong = new Db(postgres.host(), postgres.port(), postgres.user(), "wrong", postgres.database());
            assertThatThrownBy(wrong::connect)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void thePasswordIsNotPrinted() {
        try (var postgres = start()) {
            assertThat(postgres.password()).hasSize(48);
            assertThat(postgres).hasToString("PostgreSQL " + postgres.version() + " on 127.0.0.1:" + postgres.port());
        }
    }

    @Test
    void checkingThePasswordCostsNoTime() throws SQLException {
        try (var postgres = start()) {
            String rounds = version().major() >= 16 ? "SCRAM-SHA-256$1:" : "SCRAM-SHA-256$4096:";
            assertThat(db(postgres).ask("SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'"))
                    .startsWith(rounds);
        }
    }

    @Test
    void onlyThisMachineCanConnectAndOnlyByTcp() throws SQLException {
        try (var postgres = start()) {
            assertThat(db(postgres).ask("SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(db(postgres).ask("SHOW unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void aRehearsalSeesTheSettingsOfAUsualServerAndTestsSeeFastOnes() throws SQLException {
        String settings = "SELECT current_setting('wal_level') || ' ' || current_setting('autovacuum')";
        try (var postgres = start(Settings.PLAIN)) {
            assertThat(db(postgres).ask(settings)).isEqualTo("replica on");
        }
        try (var postgres = start(Settings.FAST)) {
            assertThat(db(postgres).ask(settings)).isEqualTo("minimal off");
        }
    }

    @Test
    void nobodyElseCanReadOrWriteItsFiles() throws IOException {
        try (var postgres = start()) {
            assertThat(permissions(data())).isEqualTo("rwx------");
            assertThat(permissions(data().resolve(InitDb.PASSWORD_FILE))).isEqualTo("rw-------");
            assertThat(permissions(data().resolveSibling("server.log"))).isEqualTo("rw-------");
            assertThat(permissions(directory.resolve(MAJOR))).isEqualTo("rwx--x--x");
            assertThat(postgres.port()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blanks in it", "it's \"quoted\" `so` $HOME", "-D back\\slash; true"})
    void theDirectoryMayHaveAnyName(String name) throws SQLException {
        Path odd = directory.resolve(name);
        try (var postgres = EmbeddedPostgres.start(new ClassPathBinaries(), MAJOR, odd, line -> {})) {
            assertThat(db(postgres).ask("SELECT 1")).isEqualTo("1");
            assertThat(odd.resolve(MAJOR).resolve("data")).isDirectory();
        }
    }

    @Test
    void aSecondStartInTheDirectoryIsRefusedWhileTheFirstRuns() {
        try (var postgres = start()) {
            assertThatThrownBy(() -> launcher(Duration.ofMillis(50)).start(version(), directory, Settings.FAST))
                    .isInstanceOf(DiagnosticException.class)
                    .hasMessage("the embedded PostgreSQL is in use: this build is using " + directory.resolve(MAJOR));
            assertThat(postgres.port()).isPositive();
        }
    }

    @Test
    void aSecondStartWaitsForTheFirstToEnd() throws Exception {
        var first = start();
        var second = CompletableFuture.supplyAsync(this::start);
        first.close();
        try (var postgres = second.get(30, TimeUnit.SECONDS)) {
            assertThat(db(postgres).ask("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aFixedPortIsUsed() throws IOException {
        int port = Launcher.freePort();
        try (var postgres = start(Settings.FAST.onPort(port))) {
            assertThat(postgres.port()).isEqualTo(port);
        }
    }

    @Test
    void aFixedPortThatIsTakenIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> start(Settings.FAST.onPort(port)))
                    .isInstanceOfSatisfying(
                            DiagnosticException.class,
                            problem -> assertThat(problem.diagnostics().get(0).notes())
                                    .last()
                                    .isEqualTo(new Note(
                                            "help",
                                            "another program listens on port " + port
                                                    + ": end it, or use another port")));
        }
    }

    @Test
    void aDamagedDataDirectoryIsNamedWithTheServersOwnWords() throws IOException {
        start().close();
        Files.delete(data().resolve("global/pg_control"));
        assertThatThrownBy(this::start).isInstanceOfSatisfying(DiagnosticException.class, problem -> {
            assertThat(problem)
                    .hasMessage("the embedded PostgreSQL did not start: PostgreSQL " + version() + " did not start in "
                            + data());
            assertThat(problem.diagnostics().get(0).notes().get(0).text())
                    .contains("could not find the database system")
                    .endsWith("all of it: " + data().resolveSibling("server.log"));
            assertThat(problem.diagnostics().get(0).notes().get(1).text())
                    .isEqualTo("delete " + data() + " if its files are damaged: the next start makes an empty one");
        });
        new Tree(data()).delete();
        start().close();
    }

    @Test
    void aDataDirectoryWithoutItsPasswordIsDamagedToo() throws IOException {
        start().close();
        Files.delete(data().resolve(InitDb.PASSWORD_FILE));
        assertThatThrownBy(this::start)
                .isInstanceOf(DiagnosticException.class)
                .hasMessage("the embedded PostgreSQL did not start: there is no dbmigrate.password in " + data());
    }

    @Test
    void aLeftoverPidFileWithTheNumberOfAnotherProgramIsNoHindrance() throws Exception {
        start().close();
        Files.writeString(
                PidFile.in(data()),
                ProcessHandle.current().pid() + "\n" + data() + "\n1700000000\n5432\n\n127.0.0.1\n\nready\n");
        try (var postgres = start()) {
            assertThat(db(postgres).ask("SELECT 1")).isEqualTo("1");
        }
    }

    private EmbeddedPostgres start() {
        return start(Settings.FAST);
    }

    private EmbeddedPostgres start(Settings settings) {
        return EmbeddedPostgres.start(
                new ClassPathBinaries(), ClassPathBinaries.version(), directory, settings, line -> {});
    }

    private static Launcher launcher(Duration patience) {
        return new Launcher(Machine.current(), new ClassPathBinaries(), line -> {}, patience);
    }

    private static PostgresVersion version() {
        return PostgresVersion.of(ClassPathBinaries.version());
    }

    private Path data() {
        return directory.resolve(MAJOR).resolve("data");
    }

    private ProcessHandle server() throws IOException {
        PidFile file = Objects.requireNonNull(PidFile.read(data()));
        return ProcessHandle.of(file.pid()).orElseThrow();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Db db(EmbeddedPostgres postgres) {
        return new Db(postgres.host(), postgres.port(), postgres.user(), postgres.password(), postgres.database());
    }
}
