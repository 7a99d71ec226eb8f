package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.github.dbmigrate.report.ResultJson;
import io.github.dbmigrate.testing.ManyFiles;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.SmallJvm;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class ManyFilesTest {
    private static final int FEW = 1_000;
    private static final int MANY = 10_000;
    private static final int ROUNDS = 10;

    @TempDir
    private Path directory;

    @Test
    void tenThousandMigrationsFitIntoLittleMemory(Db db) throws Exception {
        ManyFiles.applied(db, directory, MANY);
        var ended = SmallJvm.migrate(db, directory, "64m");
        assertThat(ended.printed()).isEqualTo("2 lines, []\n");
        assertThat(ended.status()).isZero();
    }

    @Test
    void theStatusOfThousandsIsTheNewestOnesAndACount(Db db) throws Exception {
        String status = ManyFiles.applied(db, directory, FEW).status().ok().text();
        assertThat(status.lines().filter(line -> line.contains("step-"))).hasSize(20);
        assertThat(status).contains("01000    step-1000").endsWith("1001 applied (981 older not shown), 0 pending");
    }

    /** Ten times the files take about ten times as long: what is quadratic would take a hundred times as long. */
    @Test
    @Tag("bench")
    void theTimeGrowsAsTheNumberOfFiles(Db db, Db other) throws Exception {
        Migrating few = ManyFiles.applied(db, directory.resolve("few"), FEW);
        Migrating many = ManyFiles.applied(other, directory.resolve("many"), MANY);
        cpuMillis(few, ROUNDS);
        cpuMillis(many, ROUNDS);
        double ofFew = cpuMillis(few, ROUNDS);
        double ofMany = cpuMillis(many, ROUNDS);
        Path file = Files.createDirectories(Path.of("target", "bench")).resolve("many-files.md");
        Files.write(
                file,
                List.of(
                        "| files and history rows, nothing to apply | ms of CPU |",
                        "|---:|---:|",
                        "| %,d | %.1f |".formatted(FEW, ofFew),
                        "| %,d | %.1f |".formatted(MANY, ofMany)));
        assertThat(ofMany / ofFew).isLessThan(15);
    }

    /** Of a run and the result it writes, on all cores: other work on the machine makes no difference then. */
    private static double cpuMillis(Migrating project, int rounds) {
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = process.getProcessCpuTime();
        for (int i = 0; i < rounds; i++) {
            ResultJson.of(project.run().ok().report(), "1.0");
        }
        return (process.getProcessCpuTime() - before) / 1e6 / rounds;
    }
}
