package io.github.dbmigrate.goal;

import static io.github.dbmigrate.testing.Migrations.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.embedded.Recipe;
import io.github.dbmigrate.rehearse.Fingerprint;
import io.github.dbmigrate.rehearse.Performance;
import io.github.dbmigrate.rehearse.Rehearsal;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.testing.ClassPathBinaries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrowAwayServerTest {
    private static final String MAJOR =
            ClassPathBinaries.version().substring(0, ClassPathBinaries.version().indexOf('.'));

    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();
    private final History history = new History(HistoryTable.DEFAULT);
    // Nobody else has a cluster of these.
    private final List<Migration> earlier = List.of(
            file("001-roles", "CREATE ROLE app_reader; -- " + UUID.randomUUID() + "\n"),
            file("002-users", "CREATE TABLE users (id int); GRANT SELECT ON users TO app_reader, elsewhere;\n"),
            file("003-superuser", "CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'pg_backend_pid';\n"),
            file("004-wait", "SELECT pg_sleep(0.15);\n"));

    @Test
    void theNextRehearsalBeginsBehindTheEarlierMigrations() {
        assertThat(missingIn(earlier)).isEqualTo(4);
        assertThat(told).isEmpty();
        assertThat(missingIn(earlier)).isZero();
        assertThat(told).hasSize(1).first().asString().startsWith("beginning with 4 migrations of a build of ");
        // Nothing of it is left in the project.
        assertThat(directory.resolve(MAJOR)).exists();
        assertThat(directory.resolve(MAJOR).resolve("data")).doesNotExist();
    }

    @Test
    void aMigrationMayGoThroughFiveHundredTables() {
        List<Migration> many = List.of(file("001-many", """
                        DO $$ BEGIN
                          FOR i IN 1..500 LOOP
                            EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, n text, m text)', i);
                            EXECUTE format('CREATE INDEX ON t%s (n)', i);
                          END LOOP;
                        END $$;
                        """));
        Migration all = file("002-all", """
                DO $$ BEGIN
                  FOR i IN 1..500 LOOP EXECUTE format('ALTER TABLE t%s ADD COLUMN o int', i); END LOOP;
                END $$;
                """);
        try (ThrowAwayServer server =
                new ThrowAwayServer(servers(), ClassPathBinaries.version(), new Recipe(List.of(), List.of()))) {
            assertThat(rehearsal(server).applyPlainly(many)).isEmpty();
            List<Performance> performances = new ArrayList<>();
            Fingerprint fingerprint = new Fingerprint(HistoryTable.DEFAULT, List.of());
            rehearsal(server).perform(List.of(all), false, fingerprint, migration -> Optional.empty(), performances);
            assertThat(performances).singleElement().satisfies(performance -> {
                assertThat(performance.isApplied()).isTrue();
                assertThat(performance.statements().get(0).all(Observation.ColumnAdded.class))
                        .hasSize(500);
            });
        }
    }

    /** How many of them had to be applied; afterwards the stage is as it should be, and is spoilt. */
    private int missingIn(List<Migration> migrations) {
        Recipe recipe = new Recipe(List.of("test"), migrations);
        try (ThrowAwayServer server = new ThrowAwayServer(servers(), ClassPathBinaries.version(), recipe)) {
            List<Migration> missing = rehearsal(server).missing(migrations);
            assertThat(rehearsal(server).applyPlainly(migrations)).isEmpty();
            server.applied(missing, Duration.ofSeconds(1));
            assertThat(rehearsal(server).missing(migrations)).isEmpty();
            assertThat(
                            rehearsal(server)
                                    .applyPlainly(
                                            List.of(
                                                    file(
                                                            "005-after",
                                                            "ALTER TABLE users ADD COLUMN n int; CREATE ROLE spoilt; GRANT SELECT ON users TO app_reader;\n"))))
                    .isEmpty();
            assertThat(server.shown()).startsWith("a throw-away PostgreSQL " + MAJOR + ".");
            return missing.size();
        }
    }

    private EmbeddedServers servers() {
        return new EmbeddedServers(directory, told::add);
    }

    private Rehearsal rehearsal(RehearsalServer server) {
        return new Rehearsal(server.stage(), history, ApplyOptions.DEFAULT, Duration.ofSeconds(20));
    }
}
