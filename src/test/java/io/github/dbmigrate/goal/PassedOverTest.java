package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.report.Line;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class PassedOverTest {
    @TempDir
    Path directory;

    @Test
    void aFileForPsqlRunsAndTellsWhatWasLeftOutOnce(Db db) throws Exception {
        Migrating project = Migrating.on(db, directory)
                .file("001-a.sql", "\\set ON_ERROR_STOP on\n\\encoding UTF8\nCREATE TABLE a (n int);\n\\d a\n");
        assertThat(project.run().ok().lines())
                .filteredOn(line -> line.level() == Line.Level.DEBUG)
                .containsExactly(
                        Line.debug("001: line 1, \\set ON_ERROR_STOP on, is for psql and was passed over"),
                        Line.debug("001: line 2, \\encoding UTF8, is for psql and was passed over"),
                        Line.debug("001: line 4, \\d a, is for psql and was passed over"));
        assertThat(project.run().ok().lines()).noneMatch(line -> line.level() == Line.Level.DEBUG);
    }
}
