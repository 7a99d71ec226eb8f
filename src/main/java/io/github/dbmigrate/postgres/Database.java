package io.github.dbmigrate.postgres;

import io.github.dbmigrate.script.CopyData;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandler;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.TransactionState;
import org.postgresql.core.Tuple;
import org.postgresql.util.PSQLState;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * One connection, used through the driver's query executor: a text goes out verbatim as one simple-protocol Query message, and
 * every completion, notice and error comes back in order. JDBC's own statements split and rewrite texts on the client, forget
 * how far a script came when it fails, and need time quadratic in the number of its statements.
 */
public final class Database implements AutoCloseable {
    private static final int SIMPLE = QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
            | QueryExecutor.QUERY_SUPPRESS_BEGIN
            | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS;

    private final Connection connection;
    private final QueryExecutor executor;
    private final String url;
    private final Map<String, String> properties;

    private Database(Connection connection, String url, Map<String, String> properties) throws SQLException {
        this.connection = connection;
        this.executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
        this.url = url;
        this.properties = properties;
    }

    /**
     * Connects.
     *
     * @param url names at most a service: the driver would print an address that it cannot read, password included
     * @param properties pgjdbc's connection properties
     */
    public static Database connect(String url, Map<String, String> properties) throws SQLException {
        Properties given = new Properties();
        given.putAll(properties);
        given.putIfAbsent("socketFactory", KeepAliveSocketFactory.class.getName());
        Connection connection = new Driver().connect(url, given);
        if (connection == null) {
            throw new IllegalStateException("the driver did not take its own URL");
        }
        return new Database(connection, url, properties);
    }

    /** A second connection to the same database. */
    public Database another() throws SQLException {
        return connect(url, properties);
    }

    /**
     * A connection of another role to the same database.
     *
     * @param password is not logged, nor put into an address
     */
    public Database as(String role, String password) throws SQLException {
        Map<String, String> other = new HashMap<>(properties);
        other.put("user", role);
        other.put("password", password);
        return connect(url, other);
    }

    /** A connection of the same role to another database of the server. */
    public Database to(String database) throws SQLException {
        Map<String, String> other = new HashMap<>(properties);
        other.put("PGDBNAME", database);
        return connect(url, other);
    }

    /** The process id in the server's key data: a pooler gives one of its own, which {@code pg_backend_pid()} then contradicts. */
    public int keyPid() {
        return executor.getBackendPID();
    }

    /** The server's version as a number, such as 170011, which it reports when a session begins. */
    public int serverVersion() {
        return executor.getServerVersionNum();
    }

    /** The application name as the server last reported it. */
    public String applicationName() {
        return executor.getApplicationName();
    }

    /** Sends one Query and keeps the rows it returns. */
    public Reply read(String sql) {
        return execute(sql, 0, notice -> {});
    }

    /** Sends one Query, keeps the rows it returns and tells its notices. */
    public Reply read(String sql, Consumer<Notice> notices) {
        return execute(sql, 0, notices);
    }

    /** Sends one Query whose rows nobody needs: they are dropped as they arrive, so that a SELECT over a big table fits. */
    public Reply run(String sql, Consumer<Notice> notices) {
        return execute(sql, QueryExecutor.QUERY_NO_RESULTS, notices);
    }

    /**
     * Sends several Queries at once, before it reads the answer to the first; all rows are dropped. Without reading it writes no more
     * than the buffers on both sides take, or server and driver wait for each other for ever: keep it below 50 kB.
     *
     * @param answers is told what comes back, in order
     * @throws ConnectionLostException when not all answers came
     */
    public void run(List<String> sqls, Answers answers) {
        Listener listener = new Listener(answers);
        execute(sqls, QueryExecutor.QUERY_NO_RESULTS, listener);
        listener.checkNotLost(executor);
    }

    /**
     * Sends a COPY ... FROM STDIN as a Query of its own, and its data behind it. What the server has against the data is told
     * when all of it was sent, as it reads on to the end.
     *
     * @throws RuntimeException that the data throws; the COPY was cancelled then, and its transaction must be rolled back
     */
    public Reply copy(String sql, CopyData data, Consumer<Notice> notices) {
        Collector collector = new Collector(notices);
        Listener listener = new Listener(collector);
        try {
            CopyIn copy = (CopyIn) executor.startCopy(sql, true);
            send(data, copy);
            listener.handleCommandStatus("COPY", copy.endCopy(), 0);
        } catch (SQLException e) {
            listener.handleError(e);
        }
        listener.handleWarnings(executor.getWarnings());
        listener.checkNotLost(executor);
        return collector.reply();
    }

    private void send(CopyData data, CopyIn copy) throws SQLException {
        try {
            for (String piece = data.next(); piece != null; piece = data.next()) {
                byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
            }
        } catch (RuntimeException e) {
            cancel(copy, e);
            throw e;
        }
    }

    private static void cancel(CopyIn copy, RuntimeException reason) {
        try {
            copy.cancelCopy();
        } catch (SQLException e) {
            // The server confirms with an error of its own; the reason is what the user must hear.
            reason.addSuppressed(e);
        }
    }

    /** Ends a transaction that an error has left open. */
    public void rollback() {
        if (executor.getTransactionState() != TransactionState.IDLE) {
            run("ROLLBACK", notice -> {});
        }
    }

    /** Asks the server, on a connection of its own, to stop the statement that runs now. May be called from another thread. */
    public void cancel() throws SQLException {
        executor.sendQueryCancel();
    }

    /** Cuts the connection off, whatever runs on it. May be called from another thread. */
    public void abort() {
        executor.abort();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server ends the session by itself when the socket is gone; there is nothing left to save.
            executor.abort();
        }
    }

    private Reply execute(String sql, int flags, Consumer<Notice> notices) {
        Collector collector = new Collector(notices);
        Listener listener = new Listener(collector);
        execute(List.of(sql), flags, listener);
        listener.checkNotLost(executor);
        return collector.reply();
    }

    private void execute(List<String> sqls, int flags, Listener listener) {
        try {
            Query queries = executor.wrap(sqls.stream()
                    .map(sql -> new NativeQuery(sql, SqlCommand.BLANK))
                    .toList());
            executor.execute(queries, null, listener, 0, 0, SIMPLE | flags);
        } catch (SQLException e) {
            listener.handleError(e);
        }
    }

    /**
     * What the server says to Queries that were sent together, in order. It answers one after the other, but does not say where one
     * ends: it ends with its last completion, or with its one error.
     */
    public interface Answers {

        void completed(Reply.Completion completion);

        void failed(ServerError error);

        void notice(Notice notice);
    }

    /** Keeps the answer to one Query. */
    private static final class Collector implements Answers {
        private final Consumer<Notice> notices;
        private final List<Reply.Completion> completions = new ArrayList<>();
        private @Nullable ServerError error;

        Collector(Consumer<Notice> notices) {
            this.notices = notices;
        }

        Reply reply() {
            return new Reply(completions, error);
        }

        @Override
        public void completed(Reply.Completion completion) {
            completions.add(completion);
        }

        @Override
        public void failed(ServerError first) {
            error = error == null ? first : error;
        }

        @Override
        public void notice(Notice notice) {
            notices.accept(notice);
        }
    }

    /** Puts what the driver hears into our words. Returns no exception, so that the driver reads on until the server is ready again. */
    private static final class Listener implements ResultHandler {
        private final Answers answers;
        private List<Reply.Row> rows = List.of();
        private @Nullable ServerError error;
        private @Nullable SQLException broken;

        Listener(Answers answers) {
            this.answers = answers;
        }

        void checkNotLost(QueryExecutor executor) {
            boolean lost = broken != null || (error != null && executor.isClosed());
            // Who hangs up behind an ordinary error, as PgBouncer does in statement mode, leaves no doubt: the Query
            // has failed.
            if (lost && (error == null || error.endsSession())) {
                throw new ConnectionLostException(error, broken);
            }
        }

        @Override
        public void handleResultRows(Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
            rows = new ArrayList<>(tuples.size());
            for (Tuple tuple : tuples) {
                rows.add(row(tuple));
            }
        }

        private static Reply.Row row(Tuple tuple) {
            @Nullable String[] values = new String[tuple.fieldCount()];
            for (int i = 0; i < values.length; i++) {
                byte[] value = tuple.get(i);
                values[i] = value == null ? null : new String(value, StandardCharsets.UTF_8);
            }
            return new Reply.Row(Arrays.asList(values));
        }

        @Override
        public void handleCommandStatus(String tag, long count, long oid) {
            List<Reply.Row> returned = rows;
            rows = List.of();
            answers.completed(new Reply.Completion(words(tag), count, returned));
        }

        /** {@code INSERT} of {@code INSERT 0 5}. */
        private static String words(String tag) {
            int end = tag.length();
            while (end > 0 && (Character.isDigit(tag.charAt(end - 1)) || tag.charAt(end - 1) == ' ')) {
                end--;
            }
            return tag.substring(0, end);
        }

        void handleWarnings(@Nullable SQLWarning first) {
            for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
                handleWarning(warning);
            }
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            ServerErrorMessage sent = warning instanceof PSQLWarning w ? w.getServerErrorMessage() : null;
            String severity = sent == null ? null : sent.getSeverity();
            answers.notice(new Notice(
                    severity == null ? "WARNING" : severity,
                    String.valueOf(warning.getMessage()),
                    warning.getSQLState() == null ? "" : warning.getSQLState(),
                    sent == null ? null : sent.getWhere()));
        }

        @Override
        public void handleError(SQLException e) {
            ServerError sent = ServerError.of(e);
            if (PSQLState.NOT_IMPLEMENTED.getState().equals(e.getSQLState()) && sent == null) {
                // COPY ... TO STDOUT: the driver complains, drops the rows, and reads on to the statement's completion.
                return;
            }
            if (sent == null) {
                broken = broken == null ? e : broken;
            } else {
                error = error == null ? sent : error;
                answers.failed(sent);
            }
        }

        @Override
        public void handleCompletion() {}

        @Override
        public void secureProgress() {}

        @Override
        public @Nullable SQLException getException() {
            return null;
        }
    }
}
