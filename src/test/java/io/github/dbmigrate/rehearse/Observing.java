package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Notice;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import io.github.dbmigrate.testing.Migrations;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stage with tables on it, and somebody who looks at it. */
final class Observing implements AutoCloseable {
    private final Database admin;
    private final Stage stage;
    private final Observer observer;

    private Observing(Database admin, Stage stage, Observer observer) {
        this.admin = admin;
        this.stage = stage;
        this.observer = observer;
    }

    /** With the tables of {@code rehearse/fixture.sql}. */
    static Observing on(Db db, boolean triggers) throws SQLException, IOException {
        return on(db, triggers, fixture());
    }

    static Observing on(Db db, boolean triggers, String sql) throws SQLException {
        Database admin = connect(db);
        // They outlive every stage, as whatever is there before it.
        admin.run("CREATE ROLE h2_app", notice -> {});
        if (admin.run("SET allow_in_place_tablespaces = on", notice -> {}).error() == null) {
            admin.run("CREATE TABLESPACE h2_ts LOCATION ''", notice -> {});
            admin.run("GRANT CREATE ON TABLESPACE h2_ts TO PUBLIC", notice -> {});
        }
        Stage stage = Stage.onServerOf(admin);
        Database superuser = Objects.requireNonNull(stage.superuser());
        mustRun(stage.owner(), sql);
        if (triggers && !Observer.install(superuser)) {
            throw new IllegalStateException("no event triggers");
        }
        return new Observing(
                admin,
                stage,
                Observer.start(stage.owner(), Set.of("public.schema_migrations", "public.dbmigrate_run"), triggers));
    }

    /** Removes what the server has of the fixture. */
    static void forget(Db db) throws SQLException {
        try (Database admin = connect(db)) {
            admin.run("DROP TABLESPACE IF EXISTS h2_ts", notice -> {});
            admin.run("DROP ROLE IF EXISTS h2_app", notice -> {});
        }
    }

    static String fixture() throws IOException {
        try (var in = Objects.requireNonNull(Observing.class.getResourceAsStream("/rehearse/fixture.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Database connect(Db db) throws SQLException {
        return Database.connect(
                "jdbc:postgresql://",
                Map.of(
                        "PGHOST", db.host(),
                        "PGPORT", Integer.toString(db.port()),
                        "PGDBNAME", db.database(),
                        "user", db.user(),
                        "password", db.password(),
                        "preferQueryMode", "simple"));
    }

    private static void mustRun(Database database, String sql) {
        ServerError error = database.run(sql, notice -> {}).error();
        if (error != null) {
            throw new IllegalStateException(error.message());
        }
    }

    void superuser(String sql) {
        mustRun(Objects.requireNonNull(stage.superuser()), sql);
    }

    /** The plain role that owns the database. */
    String owner() {
        return stage.owner().read("SELECT current_user").rows(0).get(0).text(0);
    }

    Stage stage() {
        return stage;
    }

    Observer observer() {
        return observer;
    }

    /** Runs the statements in a transaction, and takes them back. */
    List<Observed> inTransaction(String sql) {
        Database session = stage.owner();
        mustRun(session, "BEGIN; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '1h'");
        try {
            List<Observed> all = run(session, sql);
            session.rollback();
            return all;
        } catch (IllegalArgumentException refused) {
            session.rollback();
            throw refused;
        } catch (RuntimeException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs them in a transaction and commits. */
    List<Observed> committed(String sql) {
        Database session = stage.owner();
        mustRun(session, "BEGIN; SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '1h'");
        List<Observed> all = run(session, sql);
        mustRun(session, "COMMIT");
        return all;
    }

    private List<Observed> run(Database session, String sql) {
        Migration migration = Migrations.file("002-next", sql);
        Watch watch = observer.begin(session);
        List<Observed> all = new ArrayList<>();
        Script script = migration.script();
        for (Statement statement : script.statements()) {
            watch.before(false);
            watch.foresee(session, statement, script.text(statement));
            List<Notice> notices = new ArrayList<>();
            check(session.run(script.text(statement), notices::add).error());
            all.add(watch.after(migration, statement, all.size() + 1, notices));
        }
        return all;
    }

    /** How long the looks between the statements took, in microseconds, the shortest first. */
    List<Long> times(String sql) {
        Database session = stage.owner();
        mustRun(session, "BEGIN");
        Migration migration = Migrations.file("002-next", sql);
        Watch watch = observer.begin(session);
        List<Long> times = new ArrayList<>();
        Script script = migration.script();
        for (Statement statement : script.statements()) {
            long start = System.nanoTime();
            watch.before(false);
            long before = System.nanoTime() - start;
            List<Notice> notices = new ArrayList<>();
            check(session.run(script.text(statement), notices::add).error());
            start = System.nanoTime();
            watch.after(migration, statement, times.size() + 1, notices);
            times.add((before + System.nanoTime() - start) / 1000);
        }
        session.rollback();
        times.sort(null);
        return times;
    }

    /** Runs statements outside a transaction, and looks at the last. */
    Observed alone(String sql, boolean mayFail) throws SQLException {
        Database session = stage.owner();
        Migration migration = Migrations.file("002-next", sql);
        Script script = migration.script();
        int last = script.statements().size() - 1;
        for (Statement first : script.statements().subList(0, last)) {
            mustRun(session, script.text(first));
        }
        Statement statement = script.statements().get(last);
        Watch watch = observer.begin(session);
        watch.before(true);
        List<Notice> notices = new ArrayList<>();
        ConcurrentWatch concurrent = ConcurrentWatch.on(session, watch.tables());
        ServerError error = session.run(script.text(statement), notices::add).error();
        Map<Long, LockMode> locks = concurrent.stop();
        if (!mayFail) {
            check(error);
        }
        // What does not wait for writers of tables is seen by luck.
        boolean waits = sql.contains("INDEX") || sql.contains("FULL");
        return watch.afterAlone(migration, statement, last + 1, notices, waits ? locks : Map.of());
    }

    private static void check(@Nullable ServerError error) {
        if (error != null) {
            throw new IllegalArgumentException(error.sqlState() + " " + error.message());
        }
    }

    @Override
    public void close() {
        stage.close();
        admin.close();
    }
}
