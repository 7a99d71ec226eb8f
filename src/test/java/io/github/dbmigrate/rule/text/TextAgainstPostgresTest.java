package io.github.dbmigrate.rule.text;

import static io.github.dbmigrate.testing.Migrations.file;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.text.TextCases.Case;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server is right: what the text tells of locks, scans and rewrites must have happened. All tables but one are empty. */
@ExtendWith(PostgresExtension.class)
class TextAgainstPostgresTest {
    private static final Path FIXTURE = Path.of("src/test/resources/rule/fixture.sql");

    /** Of the cases, how many a server can run with what the fixture has. */
    private static final int FEWEST_RUN = 120;

    private static final String RELATIONS = """
            SELECT c.oid, CASE n.nspname WHEN 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END || c.relname, c.relfilenode,
                   pg_stat_get_xact_numscans(c.oid)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname IN ('public', 'app')""";

    private record Seen(Map<Long, String> names, Map<Long, Long> files, Map<Long, Long> scans) {}

    @Test
    void whatIsToldOfLocksScansAndRewritesIsWhatTheServerDoes(Db db) throws Exception {
        db.run(Files.readString(FIXTURE));
        List<String> wrong = new ArrayList<>();
        int run = 0;
        try (Connection connection = db.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (Case one : TextCases.all()) {
                List<Observed> observed = TextCases.observed(one.sql());
                boolean alone =
                        observed.size() == 1 && !observed.get(0).statement().controlsTransaction();
                if (alone
                        && !observed.get(0).statement().copiesFromStdin()
                        && compare(statement, one, observed, wrong)) {
                    run++;
                }
                connection.rollback();
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(run).isGreaterThan(FEWEST_RUN);
    }

    @Test
    void theServerSaysWhichOfThePendingLossesAreThere(Db db) throws Exception {
        db.run(Files.readString(FIXTURE));
        PendingReview review = PendingReview.of(
                List.of(file("001-case", """
                        DROP TABLE "C d", app.orders, nothing.at_all;
                        DROP SCHEMA app, nothing;
                        DROP TYPE posint, color;
                        DROP FUNCTION touch(), nothing();
                        DROP EXTENSION plpgsql, nothing;
                        ALTER TABLE lookup RENAME TO found;
                        DROP TABLE found;
                        DROP INDEX customers_code_idx, "No such";
                        """)),
                List.of(new PendingReviewTest.Ban("ban-drop", Level.DESTRUCTIVE)),
                Set.of());
        String there = db.ask(
                "SELECT array_agg(number)::text FROM (" + review.question().orElseThrow() + ") AS answer");
        assertThat(there).isEqualTo("{1,2,4,6,8,10,12,13}");
    }

    /** False when the server refuses the statement. */
    private static boolean compare(Statement statement, Case one, List<Observed> observed, List<String> wrong)
            throws SQLException {
        Seen before = relations(statement);
        try {
            statement.execute(one.sql());
        } catch (SQLException e) {
            return false;
        }
        Map<String, LockMode> locks = locks(statement, before);
        Seen after = relations(statement);
        Set<String> scans = changed(before, before.scans(), after.scans());
        Set<String> rewritten = changed(before, before.files(), after.files());
        Observed told = observed.get(0);
        List<String> untrue = new ArrayList<>();
        for (Observation.Locked lock : told.all(Observation.Locked.class)) {
            if (locks.get(name(lock.relation())) != lock.mode()) {
                untrue.add(lock + " but " + locks);
            }
        }
        for (Observation.Scanned scan : told.all(Observation.Scanned.class)) {
            if (!scans.contains(name(scan.relation()))) {
                untrue.add(scan + " but " + scans);
            }
        }
        for (Observation.Rewritten written : told.all(Observation.Rewritten.class)) {
            if (!rewritten.contains(name(written.relation()))) {
                untrue.add(written + " but " + rewritten);
            }
        }
        if (!untrue.isEmpty()) {
            wrong.add(one.sql() + ": " + untrue.stream().collect(joining("; ")));
        }
        return true;
    }

    private static String name(Relation relation) {
        return (relation.schema().isEmpty() || relation.schema().equals("public") ? "" : relation.schema() + ".")
                + relation.name();
    }

    private static Seen relations(Statement statement) throws SQLException {
        Map<Long, String> names = new HashMap<>();
        Map<Long, Long> files = new HashMap<>();
        Map<Long, Long> scans = new HashMap<>();
        try (var rows = statement.executeQuery(RELATIONS)) {
            while (rows.next()) {
                names.put(rows.getLong(1), rows.getString(2));
                files.put(rows.getLong(1), rows.getLong(3));
                scans.put(rows.getLong(1), rows.getLong(4));
            }
        }
        return new Seen(names, files, scans);
    }

    private static Map<String, LockMode> locks(Statement statement, Seen before) throws SQLException {
        Map<String, LockMode> locks = new HashMap<>();
        try (var rows = statement.executeQuery(
                "SELECT relation::bigint, mode FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'")) {
            while (rows.next()) {
                String name = before.names().get(rows.getLong(1));
                if (name != null) {
                    locks.merge(name, LockMode.of(rows.getString(2)), (a, b) -> a.compareTo(b) > 0 ? a : b);
                }
            }
        }
        return locks;
    }

    private static Set<String> changed(Seen before, Map<Long, Long> then, Map<Long, Long> now) {
        Set<String> changed = new HashSet<>();
        then.forEach((oid, value) -> {
            if (!value.equals(now.getOrDefault(oid, value))) {
                changed.add(before.names().get(oid));
            }
        });
        return changed;
    }
}
