package io.github.dbmigrate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class TestPostgresTest {

    @Test
    void everyParameterIsAnEmptyDatabaseOfItsOwn(TestPostgres.Db one, TestPostgres.Db other) throws SQLException {
        one.run("CREATE TABLE here (id int)");
        assertThat(one.ask("SELECT to_regclass('here')")).isEqualTo("here");
        assertThat(other.ask("SELECT to_regclass('here')")).isEqualTo("null");
    }

    @Test
    void aDatabaseIsPrintedWithoutItsPassword(TestPostgres.Db db) {
        assertThat(db.toString()).doesNotContain(db.password());
    }

    @Test
    void bothFormsOfItsAddressAreReadBack(TestPostgres.Db db) {
        assertThat(TestUrl.parse(db.url())).isEqualTo(db);
        assertThat(TestUrl.parse(db.jdbcUrl())).isEqualTo(db);
    }
}
