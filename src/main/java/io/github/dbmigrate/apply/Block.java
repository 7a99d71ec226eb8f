package io.github.dbmigrate.apply;

import io.github.dbmigrate.apply.Own.Part;
import io.github.dbmigrate.history.Facts;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.Directive;
import io.github.dbmigrate.script.Durations;
import io.github.dbmigrate.script.Outline;
import io.github.dbmigrate.script.Piece;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One migration as one transaction: BEGIN, the settings, the guard, the file's text verbatim, a marker's check, resets, the
 * history row, COMMIT. It goes out as one Query message if it can, else as several; see {@link Messages}.
 *
 * <p>The guard makes the transaction fail when another one runs, or when the history does not end as the plan has seen it. The
 * history row is in the same transaction, and its version is unique: that is what makes a migration apply exactly once, whatever
 * dies and whoever else runs. The marker is a setting that ends with the transaction: when it is gone, so is the transaction,
 * and no history row may be written for what did not run as one. The resets stand before the history row, so that a SET ROLE or
 * SET search_path of the file reaches neither it nor the next migration.
 *
 * <p>Whatever stands behind the file means the same whether or not {@code standard_conforming_strings} is on: no literal of ours
 * holds a backslash that is not in {@code E''}.
 */
final class Block {
    private static final String MARKER = "dbmigrate.migration";

    /**
     * A number only in the transaction that the marker was set in, else nothing, which is none. Whether a function of the file ended
     * it cannot be seen from the file; PostgreSQL refuses that itself, so this is for what nobody has thought of. The file may have
     * set a search path in which nothing is what it seems.
     */
    private static final String MARKED =
            "SELECT CAST(pg_catalog.concat(pg_catalog.current_setting('" + MARKER + "', true)) AS pg_catalog.int4)";

    private final Migration migration;
    private final int statements;
    private final Map<String, String> placeholders;
    private final Own before;
    private final Own after;
    private final List<String> grants;

    private Block(
            Migration migration,
            int statements,
            Map<String, String> placeholders,
            Own before,
            Own after,
            List<String> grants) {
        this.migration = migration;
        this.statements = statements;
        this.placeholders = placeholders;
        this.before = before;
        this.after = after;
        this.grants = grants;
    }

    /**
     * Makes the transaction.
     *
     * @param last how the history must end for the migration to be applied
     */
    static Block of(Migration migration, History history, Facts facts, @Nullable LastRow last, ApplyOptions options) {
        // Another run cannot be at work while this session holds the lock; the guard keeps those in order that are on
        // their way together.
        List<String> guard = facts.holdsLock() ? List.of(Guard.unmoved(history, last)) : Guard.against(history, last);
        // SET TRANSACTION must come before any query (PostgreSQL documentation, SET TRANSACTION).
        Outline outline = migration.outline();
        boolean setsTransaction = setsTransaction(migration, outline, options.placeholders());
        Own.Writer before = new Own.Writer();
        before.add(Part.SETTINGS, "BEGIN");
        for (String setting : settings(migration, facts, options)) {
            before.add(Part.SETTINGS, "SET LOCAL " + setting);
        }
        if (!setsTransaction) {
            guard.forEach(statement -> before.add(Part.GUARD, statement));
        }
        Own.Writer after = new Own.Writer();
        if (!outline.resetsAll()) {
            // RESET ALL forgets the marker, too; that the lexer has found no end of the transaction must do for such a
            // file.
            after.add(Part.MARKER, MARKED);
        }
        after.add(Part.RESET, "RESET SESSION AUTHORIZATION");
        after.add(Part.RESET, "RESET ROLE");
        after.add(Part.RESET, "RESET ALL");
        if (setsTransaction) {
            guard.forEach(statement -> after.add(Part.GUARD, statement));
        }
        if (migration.isRepeatable()) {
            after.add(Part.HISTORY, history.delete(migration));
        }
        String appliedBy = history.appliedBy(facts, options.appliedBy());
        after.add(Part.HISTORY, ServerReport.sql(history.insert(migration, "pg_catalog.now()", appliedBy)));
        after.add(Part.COMMIT, "COMMIT");
        return new Block(
                migration,
                outline.statements(),
                options.placeholders(),
                before.own(),
                after.own(),
                history.grants(facts));
    }

    /** No transaction of ours: what stands around single statements of a file. */
    static Block none(Migration migration, ApplyOptions options) {
        return new Block(migration, 0, options.placeholders(), Own.NONE, Own.NONE, List.of());
    }

    private static List<String> settings(Migration migration, Facts facts, ApplyOptions options) {
        List<String> settings = new ArrayList<>();
        settings.add("lock_timeout = " + lockTimeout(migration, facts, options).toMillis());
        settings.add("statement_timeout = "
                + directed(migration, Directive.STATEMENT_TIMEOUT, options.statementTimeout())
                        .toMillis());
        // Behind a pooler the next transaction may be in a session that has other settings than the one that was asked.
        if (facts.timesTransactions() || !facts.holdsLock()) {
            settings.add("idle_in_transaction_session_timeout = 0");
            if (facts.serverVersion() >= 170000) {
                settings.add("transaction_timeout = 0");
            }
        }
        if (facts.checksConnection()) {
            // Else the server goes on with a long statement, and commits it, after a killed build.
            settings.add("client_connection_check_interval = '2s'");
        }
        settings.add(MARKER + " = 1");
        settings.add("application_name = " + Quoted.literal("dbmigrate " + migration.label()));
        return settings;
    }

    /** Below twice deadlock_timeout a running autovacuum would not be cancelled in time, and every attempt would fail. */
    static Duration lockTimeout(Migration migration, Facts facts, ApplyOptions options) {
        Duration asked = directed(migration, Directive.LOCK_TIMEOUT, options.lockTimeout());
        Duration least = Duration.ofMillis(2 * facts.deadlockTimeoutMillis());
        return asked.isZero() || asked.compareTo(least) > 0 ? asked : least;
    }

    /** What the file asks for by a directive, else what holds for all files. */
    static Duration directed(Migration migration, String word, Duration otherwise) {
        return migration.contents().directives().stream()
                .filter(directive -> directive.word().equals(word))
                .reduce((first, last) -> last)
                .flatMap(directive -> Durations.parse(directive.argument()))
                .orElse(otherwise);
    }

    /** As it is sent: the first statement may be a placeholder's value. Of a long file only the file's own text is known. */
    private static boolean setsTransaction(Migration migration, Outline outline, Map<String, String> placeholders) {
        if (migration.isLong() || placeholders.isEmpty()) {
            return outline.setsTransaction();
        }
        List<Statement> statements =
                Text.of(Piece.whole(migration.script()), placeholders).sent().statements();
        return !statements.isEmpty() && statements.get(0).setsTransaction();
    }

    Migration migration() {
        return migration;
    }

    /** What is to be sent, in order; made anew for every attempt. */
    Messages messages() {
        return new Messages(migration.contents().pieces(), placeholders, before, after, false);
    }

    /** The same with our own statements and each of the file's in a message of its own. */
    Messages singly() {
        return new Messages(migration.contents().pieces(), placeholders, before, after, true);
    }

    /** How many statements there are, when one of them is in a text. */
    int statements(Text text) {
        return migration.isLong() ? statements : text.sent().statements().size();
    }

    /** A line of the file, 1-based. */
    String line(int number) {
        return migration.contents().lineText(number);
    }

    /** What lets a role write the history row that may not do it yet. */
    List<String> grants() {
        return grants;
    }
}
