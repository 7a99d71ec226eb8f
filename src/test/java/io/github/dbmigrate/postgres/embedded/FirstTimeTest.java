package io.github.dbmigrate.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.testing.ClassPathBinaries;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine that has no PostgreSQL yet, with one or another way to become a user other than root. */
@Tag("slow")
class FirstTimeTest {
    private static final PostgresVersion VERSION = PostgresVersion.of(ClassPathBinaries.version());

    @TempDir
    private Path place;

    /** Not below a {@code TempDir}, which is closed to others. */
    private final Path temporary = Path.of(
            System.getProperty("java.io.tmpdir"),
            "dbmigrate-test-" + ProcessHandle.current().pid());

    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void openTemporary() throws IOException {
        Files.createDirectory(temporary);
    }

    @AfterEach
    void tidyUp() throws IOException {
        new Tree(temporary).delete();
    }

    @Test
    void fetchingIsToldOnceAlsoWhenSeveralBuildsStartAtOnce() throws Exception {
        Machine machine = machine(UserSwitch.ALL);
        var first = CompletableFuture.supplyAsync(() -> start(machine, "one"));
        var second = CompletableFuture.supplyAsync(() -> start(machine, "two"));
        try (var one = first.get(2, TimeUnit.MINUTES);
                var two = second.get(2, TimeUnit.MINUTES)) {
            assertThat(one.port()).isNotEqualTo(two.port());
        }
        start(machine, "three").close();
        assertThat(told)
                .containsExactly("fetching PostgreSQL " + VERSION + " for "
                        + machine.platform().classifier() + ", once");
    }

    @Test
    void anUnpackingThatWasInterruptedIsDoneAgain() throws IOException {
        Machine machine = machine(UserSwitch.ALL);
        Path halfDone = Objects.requireNonNull(machine.cache())
                .resolve(
                        "postgres/" + VERSION.exact() + "-" + machine.platform().classifier() + ".new");
        Files.createDirectories(halfDone.resolve("bin"));
        start(machine, "clusters").close();
        assertThat(halfDone).doesNotExist();
    }

    @Test
    void everyWayToLeaveRootThatWorksHereStartsAServer() throws Exception {
        for (UserSwitch way : waysThatWork()) {
            try (var postgres = start(machine(List.of(way)), "clusters")) {
                var db = new Db(postgres.host(), postgres.port(), postgres.user(), postgres.password(), "postgres");
                assertThat(db.ask("SELECT 1")).as(way.toString()).isEqualTo("1");
            }
        }
    }

    @Test
    void pgCtlStartsAndStopsAServerToo() throws Exception {
        Machine machine = Machine.current();
        UserSwitch user = UserSwitch.find(machine.ways());
        Places places = new Places(machine, user);
        Cache cache = new Cache(places.cache(), machine.platform(), user);
        Installation installation = cache.installation(VERSION, new ClassPathBinaries(), told::add);
        try (Cluster cluster =
                Cluster.lock(places.clusters(place.resolve("clusters")), VERSION, Patience.of(Duration.ZERO))) {
            cluster.copyFrom(cache.template(installation), user);
            int port = Launcher.freePort();
            ServerProcess server = ControlledServer.start(installation, cluster, Settings.FAST, port);
            assertThat(server.isReady()).isTrue();
            assertThat(new Db("127.0.0.1", port, "postgres", cluster.password(), "postgres").ask("SELECT 1"))
                    .isEqualTo("1");
            server.stop();
            assertThat(server.isAlive()).isFalse();
        }
    }

    @Test
    void rootWithoutAWayToBecomeAnotherUserIsToldWhatToDo() {
        Machine machine = machine(List.of(new UserSwitch(List.of("no-such-program"), UserSwitch.UNCHANGED)));
        assertThatThrownBy(() -> start(machine, "clusters"))
                .isInstanceOfSatisfying(DiagnosticException.class, problem -> {
                    assertThat(problem.headline()).isEqualTo("PostgreSQL does not run as root");
                    assertThat(problem.diagnostics().get(0).notes())
                            .extracting(note -> note.label() + ": " + note.text())
                            .containsExactly(
                                    "tried: no-such-program",
                                    "help: run the build as a user other than root, or install setpriv (util-linux)",
                                    "help: or give the address of a PostgreSQL of your own instead of embedded");
                });
    }

    @Test
    void aCacheThatCannotBeMadeIsReplacedByAPrivateTemporaryDirectory() throws IOException {
        Files.writeString(place.resolve("file"), "in the way");
        start(new Machine(Platform.current(), place.resolve("file/cache"), temporary, UserSwitch.ALL), "one")
                .close();
        assertThat(privateTemporary().resolve("postgres")).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(privateTemporary())))
                .isEqualTo("rwx--x--x");
        start(new Machine(Platform.current(), null, temporary, UserSwitch.ALL), "two")
                .close();
        assertThat(told).hasSize(1);
    }

    @Test
    void aTemporaryDirectoryThatOthersCanWriteToIsATrap() throws IOException {
        Files.createDirectory(privateTemporary());
        Files.setPosixFilePermissions(privateTemporary(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Machine machine = new Machine(Platform.current(), null, temporary, UserSwitch.ALL);
        assertThatThrownBy(() -> start(machine, "clusters"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessage("unsafe directory: " + privateTemporary()
                        + " belongs to somebody else or can be written by others");
    }

    private Path privateTemporary() throws IOException {
        return temporary.resolve("dbmigrate-" + Files.getOwner(temporary).getName());
    }

    /** Who is not root has nothing to leave. */
    private static List<UserSwitch> waysThatWork() throws InterruptedException {
        if (UserSwitch.NONE.works()) {
            return List.of(UserSwitch.NONE);
        }
        List<UserSwitch> working = new ArrayList<>();
        for (UserSwitch way : UserSwitch.ALL) {
            if (way.works()) {
                working.add(way);
            }
        }
        return working;
    }

    /** With an empty cache. It lies where nobody but us may go, as in a home directory. */
    private Machine machine(List<UserSwitch> ways) {
        return new Machine(Platform.current(), place.resolve("cache"), temporary, ways);
    }

    private EmbeddedPostgres start(Machine machine, String clusters) {
        return new Launcher(machine, new ClassPathBinaries(), told::add, Duration.ofSeconds(10))
                .start(VERSION, place.resolve(clusters), Settings.FAST);
    }
}
