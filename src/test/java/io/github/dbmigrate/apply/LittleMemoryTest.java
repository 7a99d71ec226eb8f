package io.github.dbmigrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.BigFile;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.SmallJvm;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files much longer than the memory there is. */
@Tag("slow")
@ExtendWith(PostgresExtension.class)
class LittleMemoryTest {
    private static final long LENGTH = 40_000_000;
    private static final String MEMORY = "24m";

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("db").resolve("001-big.sql");
    }

    private String migrate(Db db) throws Exception {
        var ended = SmallJvm.migrate(db, directory, MEMORY);
        assertThat(ended.status()).as(ended.printed()).isZero();
        return ended.printed();
    }

    @Test
    void inserts(Db db) throws Exception {
        int rows = BigFile.inserts(file(), LENGTH);
        migrate(db);
        assertThat(db.ask("SELECT count(*) FROM big")).isEqualTo(Integer.toString(rows));
    }

    @Test
    void copiedRows(Db db) throws Exception {
        int rows = BigFile.copy(file(), LENGTH);
        migrate(db);
        assertThat(db.ask("SELECT count(*) FROM big")).isEqualTo(Integer.toString(rows));
    }

    @Test
    void aFloodOfNotices(Db db) throws Exception {
        Migrating.on(db, directory).file("001-noisy.sql", """
                        DO $$ BEGIN FOR i IN 1 .. 300000 LOOP
                          RAISE NOTICE 'this is notice number %, which nobody wants to keep in memory at all', i;
                        END LOOP; END $$;
                        """);
        assertThat(migrate(db)).startsWith("30000");
    }

    @Test
    void aFloodOfRowsForTheClient(Db db) throws Exception {
        Migrating.on(db, directory).file("001-rows.sql", "SELECT repeat('x', 1000) FROM generate_series(1, 100000);\n");
        migrate(db);
    }

    @Test
    void aFloodOfTinyStatements(Db db) throws Exception {
        Migrating.on(db, directory)
                .file(
                        "001-tiny.sql",
                        "END;\n"
                                .replace("END", "TABLE t")
                                .repeat(600_000)
                                .replaceFirst("TABLE t", "CREATE TABLE t ()"));
        migrate(db);
    }

    @Test
    void aStatementThatDoesNotFitIsRefused(Db db) throws Exception {
        Migrating.on(db, directory).file("001-one.sql", "SELECT length('" + "x".repeat(10_000_000) + "');\n");
        var ended = SmallJvm.migrate(db, directory, MEMORY);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.printed())
                .startsWith("error[too-long]: a statement has more than ")
                .contains(" --> db/001-one.sql:1:1")
                .contains("is a quote left open here? else give Maven more memory, for example  MAVEN_OPTS=-Xmx1g");
    }
}
