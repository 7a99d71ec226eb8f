package io.github.dbmigrate.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.testing.ClassPathBinaries;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals on an embedded server, as each build with a clean {@code target} runs them. */
class EmbeddedGoalTest {
    /** {@code 17.11}: the artifacts' third number is not PostgreSQL's. */
    private static final String VERSION = ClassPathBinaries.version().replaceAll("\\.0$", "");

    @TempDir
    private Path builds;

    /** Then no goal has to fetch them. */
    @BeforeAll
    static void binariesAreUnpacked(@TempDir Path directory) {
        EmbeddedPostgres.start(new ClassPathBinaries(), VERSION, directory, line -> {})
                .close();
    }

    @Test
    void aCleanBuildBeginsWithWhatAnEarlierOneHasApplied() throws Exception {
        // Any earlier run of this test may be the one that has.
        migrate("one").run();
        assertThat(migrate("two").run())
                .containsPattern("\\[INFO] beginning with 1 migration of a build of [-0-9: ]* UTC;"
                        + " -Ddbmigrate.prepared=false begins with none\n"
                        + "\\[INFO] postgres on 127.0.0.1:\\d+ as postgres, PostgreSQL [0-9.]*, embedded\n")
                .endsWith("[INFO] Up to date at 001 (1 applied).\n");
        assertThat(goal("status", "two").run()).endsWith("[INFO] 1 applied, 0 pending\n");
    }

    @Test
    void preparedCanBeTurnedOffAndIsOffInADryRun() throws Exception {
        migrate("one").run();
        assertThat(migrate("two").typed("prepared", "false").run())
                .doesNotContain("beginning with")
                .contains("[INFO] 0 applied, 1 pending\n");
        assertThat(migrate("three").pom("prepared", "false").run()).contains("[INFO] 0 applied, 1 pending\n");
        assertThat(migrate("four").typed("dryRun", "").run())
                .doesNotContain("beginning with")
                .contains("Would apply 1 migration");
    }

    private Run migrate(String build) throws IOException {
        Path folder = Files.createDirectories(builds.resolve(build).resolve("src/main/resources/db/migration"));
        Files.writeString(folder.resolve("001-slow.sql"), "CREATE TABLE slow AS SELECT 1 AS one FROM pg_sleep(0.2);\n");
        return goal("migrate", build);
    }

    private Run goal(String name, String build) {
        return new Run(new GoalRun(name, builds.resolve(build)).variable("DBMIGRATE_URL", "embedded:" + VERSION));
    }

    /** A goal that finds Maven's services, though it gets nothing from them. */
    private record Run(GoalRun goal) {

        Run typed(String name, String value) {
            goal.typed(name, value);
            return this;
        }

        Run pom(String name, String value) {
            goal.pom(name, value);
            return this;
        }

        String run() throws Exception {
            return goal.with(new MavenServices(none(RepositorySystem.class), none(SettingsDecrypter.class)))
                    .run();
        }

        private static <T> T none(Class<T> service) {
            return service.cast(Proxy.newProxyInstance(
                    service.getClassLoader(), new Class<?>[] {service}, (proxy, method, arguments) -> {
                        throw new AssertionError("nothing is asked of " + service.getSimpleName());
                    }));
        }
    }
}
