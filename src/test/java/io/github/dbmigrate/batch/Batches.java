package io.github.dbmigrate.batch;

import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.script.BatchFile;
import io.github.dbmigrate.script.BatchFile.Accepted;
import io.github.dbmigrate.script.Fault;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs a file's batches on a database, one at a time. */
final class Batches implements AutoCloseable {
    static final String PROGRESS_TABLE = "CREATE TABLE run (history text, version text, last_key text,"
            + " \"rows\" bigint NOT NULL DEFAULT 0, done int NOT NULL DEFAULT 0, PRIMARY KEY (history, version));"
            + "INSERT INTO run (history, version) VALUES ('h', 'v');";
    private static final ProgressRow ROW = new ProgressRow("run", "version = 'v'");

    private final Script script;
    private final Accepted file;
    private final Database database;
    private final Key key;
    private @Nullable String lastKey;

    private Batches(Script script, Accepted file, Database database, Key key, @Nullable String lastKey) {
        this.script = script;
        this.file = file;
        this.database = database;
        this.key = key;
        this.lastKey = lastKey;
    }

    /** Begins, or goes on where another connection has stopped. */
    static Batches on(Db db, String text) {
        Script script = Script.of(text);
        Accepted file = accepted(script);
        Database database = connect(db);
        Key key = choice(database, script, file).fold(chosen -> chosen, fault -> {
            throw new AssertionError(fault);
        });
        Batches batches = new Batches(script, file, database, key, null);
        batches.readProgress();
        return batches;
    }

    /** What the catalog has against it. */
    static Fault refused(Db db, String text) {
        Script script = Script.of(text);
        try (Database database = connect(db)) {
            return choice(database, script, accepted(script))
                    .fold(
                            chosen -> {
                                throw new AssertionError(chosen);
                            },
                            fault -> fault);
        }
    }

    Key key() {
        return key;
    }

    void readProgress() {
        lastKey = rows("SELECT last_key FROM run").get(0).get(0);
    }

    /** The next batch; null when it was not ours to do. */
    @Nullable
    Step next(int rows) {
        Step step = send(rows);
        if (step != null) {
            lastKey = step.lastKey();
        }
        return step;
    }

    /** The next batch, as if its answer were lost. */
    @Nullable
    Step send(int rows) {
        List<Reply.Row> answer = rows(sql(rows));
        return answer.isEmpty() ? null : Step.of(answer.get(0).values());
    }

    /** How the server would go about the next batch. */
    String plan(int rows) {
        return rows("EXPLAIN " + sql(rows)).stream().map(line -> line.text(0)).collect(Collectors.joining("\n"));
    }

    private String sql(int rows) {
        return Batch.of(script, file.shape(), key, ROW, rows, lastKey).sql();
    }

    long remaining() {
        return Remaining.rows(rows(Remaining.sql(file.shape().paged(), key, lastKey))
                        .get(0)
                        .text(0))
                .orElseThrow();
    }

    private List<Reply.Row> rows(String sql) {
        return rows(database, sql);
    }

    private static List<Reply.Row> rows(Database database, String sql) {
        Reply reply = database.read(sql);
        if (reply.error() != null) {
            throw new AssertionError(reply.error().message() + " in\n" + sql);
        }
        return reply.rows(0);
    }

    private static Accepted accepted(Script script) {
        return BatchFile.of(script).fold(accepted -> accepted, refused -> {
            throw new AssertionError(refused.fault());
        });
    }

    private static TableFacts.Choice choice(Database database, Script script, Accepted file) {
        List<List<@Nullable String>> answer = rows(database, TableQuestion.sql(file.shape())).stream()
                .map(Reply.Row::values)
                .toList();
        return TableFacts.of(answer).key(script, file.shape(), file.wish());
    }

    private static Database connect(Db db) {
        try {
            return Database.connect(db.jdbcUrl(), Map.of());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
