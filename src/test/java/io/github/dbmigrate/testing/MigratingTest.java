package io.github.dbmigrate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class MigratingTest {
    @TempDir
    Path directory;

    @Test
    void itRunsAllFilesThatWereWritten(Db db) throws Exception {
        var run = Migrating.on(db, directory)
                .file("001-users.sql", "CREATE TABLE users (id int)")
                .file("002-more.sql", "INSERT INTO users VALUES (1)")
                .run();
        assertThat(run.ok().applied()).containsExactly("001", "002");
        assertThat(db.ask("SELECT count(*) FROM users")).isEqualTo("1");
    }

    @Test
    void aRefusalIsAFailedRun(Db db) {
        var run = Migrating.on(db, directory).file("001-users.sql", "SELEC").run();
        assertThat(run.report().isFailed()).isTrue();
        assertThat(run.ids()).containsExactly("sql-error");
    }
}
