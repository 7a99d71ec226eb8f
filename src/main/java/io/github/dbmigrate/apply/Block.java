package io.github.dbmigrate.apply;

import io.github.dbmigrate.batch.Batch;
import io.github.dbmigrate.history.Facts;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.Directive;
import io.github.dbmigrate.script.Durations;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One migration as one Query message: BEGIN, the settings, the guard, the file's text verbatim, resets, the history row, COMMIT.
 * The server reads all of it before it runs any of it, so it costs one round trip, and an error's position is an offset in it.
 *
 * <p>The guard makes the block fail when another block runs, or when the history does not end as the plan has seen it. The
 * history row is in the same transaction, and its version is unique: that is what makes a migration apply exactly once, whatever
 * dies and whoever else runs. The resets stand before the history row, so that a SET ROLE or SET search_path of the file reaches
 * neither it nor the next migration.
 */
final class Block {
    /** A part of the block that a completion belongs to. */
    enum Part {
        SETTINGS,
        GUARD,
        FILE,
        RESET,
        HISTORY,
        COMMIT
    }

    /** The line break ends a comment on the last line, the semicolon the last statement; an empty statement completes silently. */
    private static final String TAIL = "\n;\n";

    private final Migration migration;
    private final Text text;
    private final String sql;
    private final IntUnaryOperator offsets;
    private final List<Part> parts;
    private final List<String> grants;

    private final int firstStatement;

    private Block(
            Migration migration,
            Text text,
            String sql,
            IntUnaryOperator offsets,
            List<Part> parts,
            int firstStatement,
            List<String> grants) {
        this.migration = migration;
        this.text = text;
        this.sql = sql;
        this.offsets = offsets;
        this.parts = parts;
        this.firstStatement = firstStatement;
        this.grants = grants;
    }

    /**
     * Makes the block.
     *
     * @param last how the history must end for the migration to be applied
     */
    static Block of(
            Migration migration,
            Text text,
            History history,
            Facts facts,
            @Nullable LastRow last,
            ApplyOptions options) {
        Writer writer = new Writer();
        writer.add(Part.SETTINGS, "BEGIN");
        for (String setting : settings(migration, facts, options)) {
            writer.add(Part.SETTINGS, "SET LOCAL " + setting);
        }
        List<String> guard = Guard.against(history, last);
        boolean setsTransaction = !text.sent().statements().isEmpty()
                && text.sent().statements().get(0).setsTransaction();
        if (!setsTransaction) {
            guard.forEach(statement -> writer.add(Part.GUARD, statement));
        }
        int prefixLength = writer.length();
        writer.addFile(text);
        writer.add(Part.RESET, "RESET SESSION AUTHORIZATION");
        writer.add(Part.RESET, "RESET ROLE");
        writer.add(Part.RESET, "RESET ALL");
        if (setsTransaction) {
            // SET TRANSACTION must come before any query (PostgreSQL documentation, SET TRANSACTION).
            guard.forEach(statement -> writer.add(Part.GUARD, statement));
        }
        if (migration.isRepeatable()) {
            writer.add(Part.HISTORY, history.delete(migration));
        }
        String appliedBy = history.appliedBy(facts, options.appliedBy());
        writer.add(Part.HISTORY, ServerReport.sql(history.insert(migration, "pg_catalog.now()", appliedBy)));
        writer.add(Part.COMMIT, "COMMIT");
        String sql = writer.sql();
        return new Block(
                migration, text, sql, offsets(text, sql, prefixLength), writer.parts, 0, history.grants(facts));
    }

    /**
     * One statement of a file, sent alone or between statements of ours.
     *
     * @param index of the statement, counted from 0
     */
    static Block ofStatement(Migration migration, Text text, int index, List<String> before, List<String> after) {
        Writer writer = new Writer();
        before.forEach(own -> writer.add(Part.SETTINGS, own));
        Statement statement = text.sent().statements().get(index);
        int prefixLength = writer.length() - statement.offset();
        writer.addStatement(text.sent().text(statement), !before.isEmpty() || !after.isEmpty());
        after.forEach(own -> writer.add(Part.COMMIT, own));
        String sql = writer.sql();
        return new Block(migration, text, sql, offsets(text, sql, prefixLength), writer.parts, index, List.of());
    }

    /** One batch of the only statement of a file. */
    static Block ofBatch(Migration migration, Text text, Batch batch) {
        return new Block(migration, text, batch.sql(), batch::offsetInScript, List.of(Part.FILE), 0, List.of());
    }

    /** Where the sent text's own characters are, when it stands whole behind so many of ours. */
    private static IntUnaryOperator offsets(Text text, String sql, int prefixLength) {
        int length = text.sent().text().length();
        return position -> {
            int characters = sql.codePointCount(0, sql.length());
            int offset = sql.offsetByCodePoints(0, Math.min(position - 1, characters)) - prefixLength;
            return offset < 0 || offset > length + TAIL.length() ? -1 : Math.min(offset, length);
        };
    }

    private static List<String> settings(Migration migration, Facts facts, ApplyOptions options) {
        List<String> settings = new ArrayList<>();
        settings.add("lock_timeout = " + lockTimeout(migration, facts, options));
        settings.add("statement_timeout = "
                + directed(migration, Directive.STATEMENT_TIMEOUT, options.statementTimeout())
                        .toMillis());
        settings.add("idle_in_transaction_session_timeout = 0");
        if (facts.serverVersion() >= 170000) {
            settings.add("transaction_timeout = 0");
        }
        if (facts.checksConnection()) {
            // Else the server goes on with a long statement, and commits it, after a killed build.
            settings.add("client_connection_check_interval = '2s'");
        }
        settings.add("application_name = " + Quoted.literal("dbmigrate " + migration.label()));
        return settings;
    }

    /** Below twice deadlock_timeout a running autovacuum would not be cancelled in time, and every attempt would fail. */
    static long lockTimeout(Migration migration, Facts facts, ApplyOptions options) {
        long asked = directed(migration, Directive.LOCK_TIMEOUT, options.lockTimeout())
                .toMillis();
        return asked == 0 ? 0 : Math.max(asked, 2 * facts.deadlockTimeoutMillis());
    }

    /** What the file asks for by a directive, else what holds for all files. */
    static Duration directed(Migration migration, String word, Duration otherwise) {
        return migration.script().directives().stream()
                .filter(directive -> directive.word().equals(word))
                .reduce((first, last) -> last)
                .flatMap(directive -> Durations.parse(directive.argument()))
                .orElse(otherwise);
    }

    Migration migration() {
        return migration;
    }

    Text text() {
        return text;
    }

    String sql() {
        return sql;
    }

    /** What lets a role write the history row that may not do it yet. */
    List<String> grants() {
        return grants;
    }

    /** The part that was running after so many completions. */
    Part part(int completions) {
        return completions < parts.size() ? parts.get(completions) : Part.COMMIT;
    }

    /** The file's statement that was running after so many completions, counted from 0; only meaningful in {@link Part#FILE}. */
    int statement(int completions) {
        return firstStatement + completions - parts.indexOf(Part.FILE);
    }

    /** The completions that belong to the file. */
    int firstOfFile() {
        return Math.max(0, parts.indexOf(Part.FILE));
    }

    /**
     * The offset in the sent text of a position the server gave, or -1 when it is in our own part of the block. An error at the
     * semicolon that we have put behind the last statement is one at its end.
     */
    int offsetInText(int position) {
        return offsets.applyAsInt(position);
    }

    private static final class Writer {
        private final StringBuilder sql = new StringBuilder();
        private final List<Part> parts = new ArrayList<>();

        void add(Part part, String statement) {
            sql.append(statement).append(";\n");
            parts.add(part);
        }

        void addFile(Text text) {
            sql.append(text.sent().sqlText()).append(TAIL);
            parts.addAll(Collections.nCopies(text.sent().statements().size(), Part.FILE));
        }

        void addStatement(String statement, boolean among) {
            sql.append(statement).append(among ? TAIL : "");
            parts.add(Part.FILE);
        }

        int length() {
            return sql.length();
        }

        String sql() {
            return sql.toString();
        }
    }
}
