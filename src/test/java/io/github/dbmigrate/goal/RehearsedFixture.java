package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.goal.Validate.Rehearse;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.rehearse.Fingerprint;
import io.github.dbmigrate.rehearse.Performance;
import io.github.dbmigrate.rehearse.Rehearsal;
import io.github.dbmigrate.rehearse.Stage;
import io.github.dbmigrate.report.Console;
import io.github.dbmigrate.rule.RuleSettings;
import io.github.dbmigrate.source.FolderContents;
import io.github.dbmigrate.source.MigrationFolder;
import io.github.dbmigrate.testing.Migrations;
import io.github.dbmigrate.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables of {@code rehearse/fixture.sql} in production, and new migrations for them: rehearsed and judged as {@code validate} does
 * it. Each time they are rehearsed in a copy of a database in which the earlier migrations were applied once, as the cluster of an
 * embedded server is kept.
 */
public final class RehearsedFixture implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** It can copy files instead of writing them to the WAL, and has tablespaces without a directory. */
    private static final int COPIES_FILES = 150000;

    private static final Migration FIXTURE = Migrations.file("001-fixture", fixture());

    private final History history = new History(HistoryTable.DEFAULT);
    private final Fingerprint fingerprint = new Fingerprint(history.table(), List.of());
    private final Database admin;
    private final String name;
    private int copies;

    private RehearsedFixture(Database admin) {
        this.admin = admin;
        this.name = "rules_" + ProcessHandle.current().pid();
    }

    /** Makes what is there before. */
    public static RehearsedFixture open() throws SQLException {
        RehearsedFixture fixture = new RehearsedFixture(
                Session.to(Gate.server(TestPostgres.admin())).database());
        fixture.makeServersPart();
        fixture.makeTemplate();
        return fixture;
    }

    public int serverVersion() {
        return admin.serverVersion();
    }

    /** What users are told of new migrations that come together. */
    public List<Diagnostic> tell(List<Migration> fresh, RuleSettings rules) throws SQLException {
        copies++;
        String copy = name + "_" + copies;
        mustRun(admin, "CREATE DATABASE " + copy + " TEMPLATE " + name + strategy());
        try (Database session = admin.to(copy);
                Stage stage = Stage.onThrowAwayServer(session)) {
            return tell(stage, fresh, rules);
        } finally {
            mustRun(admin, "DROP DATABASE " + copy);
        }
    }

    private List<Diagnostic> tell(Stage stage, List<Migration> fresh, RuleSettings rules) {
        List<Performance> performances = new ArrayList<>();
        new Rehearsal(stage, history, ApplyOptions.DEFAULT, LIMIT)
                .perform(fresh, false, fingerprint, up -> Optional.empty(), performances);
        Validate.Options options = new Validate.Options(
                PlanOptions.DEFAULT,
                null,
                variable -> null,
                Rehearse.AUTO,
                "",
                LIMIT,
                false,
                rules,
                ApplyOptions.DEFAULT,
                "report.html");
        Path nowhere = Path.of("");
        Reviewing reviewing = new Reviewing(
                new Project(nowhere, new MigrationFolder(nowhere, nowhere), history, "", new Console(line -> {})),
                new FolderContents(fresh, List.of()),
                options);
        new Judging(fresh, options, reviewing, null).rehearsed(performances);
        return reviewing.report(null, null).problems();
    }

    /** Roles and tablespaces are the server's. */
    private void makeServersPart() {
        admin.run("CREATE ROLE h2_app", notice -> {});
        String location = "''";
        if (admin.serverVersion() < COPIES_FILES) {
            mustRun(admin, "COPY (SELECT) TO PROGRAM 'mkdir -p " + name + " && cat'");
            location = "'" + admin.read("SHOW data_directory").rows(0).get(0).text(0) + "/" + name + "'";
        } else {
            mustRun(admin, "SET allow_in_place_tablespaces = on");
        }
        mustRun(admin, "CREATE TABLESPACE fast LOCATION " + location);
        mustRun(admin, "GRANT CREATE ON TABLESPACE fast TO PUBLIC");
    }

    /** The plain role owns everything in it but the access method, which only a superuser can make. */
    private void makeTemplate() throws SQLException {
        mustRun(admin, "CREATE DATABASE " + name + " TEMPLATE template0");
        try (Database session = admin.to(name);
                Stage stage = Stage.onThrowAwayServer(session)) {
            mustRun(session, "CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler");
            new Rehearsal(stage, history, ApplyOptions.DEFAULT, LIMIT)
                    .applyPlainly(List.of(FIXTURE))
                    .ifPresent(failure -> {
                        throw new IllegalStateException(failure.diagnostic().toString());
                    });
        }
    }

    private String strategy() {
        return admin.serverVersion() < COPIES_FILES ? "" : " STRATEGY file_copy";
    }

    private static void mustRun(Database database, String sql) {
        ServerError error = database.run(sql, notice -> {}).error();
        if (error != null) {
            throw new IllegalStateException(sql + ": " + error.message());
        }
    }

    private static String fixture() {
        try {
            return Files.readString(Path.of("src/test/resources/rehearse/fixture.sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves the server as it was. */
    @Override
    public void close() {
        mustRun(admin, "DROP DATABASE " + name);
        mustRun(admin, "DROP TABLESPACE fast");
        if (admin.serverVersion() < COPIES_FILES) {
            mustRun(admin, "COPY (SELECT) TO PROGRAM 'rmdir " + name + " && cat'");
        }
        for (String role : List.of("h2_app", "dbmigrate_owner", "dbmigrate_superuser")) {
            admin.run("DROP ROLE " + role, notice -> {});
        }
        admin.close();
    }
}
