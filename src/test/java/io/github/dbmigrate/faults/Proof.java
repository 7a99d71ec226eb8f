package io.github.dbmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.sql.SQLException;

/** That each migration of a set has been applied, exactly once, and in order. */
final class Proof {
    private Proof() {}

    /**
     * Gives it.
     *
     * @param said what the runs have printed, for who must find out what went wrong
     */
    static void of(FileSet set, Db db, String said) throws SQLException {
        assertThat(db.ask("SELECT coalesce(string_agg(version, ' ' ORDER BY id), '') FROM schema_migrations"))
                .as(said)
                .isEqualTo(String.join(" ", set.versions()));
        assertThat(db.ask("SELECT coalesce(string_agg(version, ' ' ORDER BY id), '') FROM effects"))
                .as(said)
                .isEqualTo(String.join(" ", set.countedVersions()));
        assertThat(db.ask("SELECT n FROM counted"))
                .as(said)
                .isEqualTo(Integer.toString(set.countedVersions().size()));
        for (FileSet.Check check : set.checks()) {
            assertThat(db.ask(check.sql())).as(said).isEqualTo(check.answer());
        }
    }
}
