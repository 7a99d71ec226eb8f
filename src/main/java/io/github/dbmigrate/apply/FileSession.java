package io.github.dbmigrate.apply;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.Directive;
import io.github.dbmigrate.script.Effect;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The server session of a migration outside a transaction: what the file has set in it holds for the statements that follow, so
 * our own timeouts keep out of its way, and our entries in the journal are made as ourselves.
 */
final class FileSession {
    private final Run run;
    private final Migration migration;
    private final Script sent;
    private boolean ownLockTimeout;
    private boolean ownStatementTimeout;

    /** What gives the session back the role that the file has taken. */
    private final List<String> role = new ArrayList<>();

    FileSession(Run run, Migration migration, Script sent) {
        this.run = run;
        this.migration = migration;
        this.sent = sent;
    }

    /** The file has changed a setting. */
    void set(Statement statement) {
        List<String> words = statement.words();
        ownLockTimeout |= words.contains("lock_timeout");
        ownStatementTimeout |= words.contains("statement_timeout");
        if (words.contains("role") || words.contains("authorization")) {
            role.add(sent.text(statement));
        }
    }

    /** The file has discarded everything, the advisory lock too. */
    void discarded() {
        role.clear();
        ownLockTimeout = false;
        ownStatementTimeout = false;
        if (run.snapshot().isLocked()) {
            run.database()
                    .run(
                            "SELECT pg_catalog.pg_try_advisory_lock("
                                    + run.history().table().lockKey() + ")",
                            notice -> {});
        }
    }

    /** Sets the timeouts for a statement, as far as the file has not set them. */
    void timeouts(Statement statement) {
        List<String> settings = timeoutSettings(statement);
        if (!settings.isEmpty()) {
            run.database().run("SET " + String.join(";\nSET ", settings), notice -> {});
        }
    }

    /** The same as settings of a transaction. */
    List<String> localTimeouts(Statement statement) {
        return timeoutSettings(statement).stream()
                .map(setting -> "SET LOCAL " + setting)
                .toList();
    }

    private List<String> timeoutSettings(Statement statement) {
        List<String> settings = new ArrayList<>();
        if (!ownLockTimeout) {
            settings.add("lock_timeout = " + patience(statement).toMillis());
        }
        if (!ownStatementTimeout) {
            Duration asked = Block.directed(
                    migration, Directive.STATEMENT_TIMEOUT, run.options().statementTimeout());
            boolean limitless = isPatient(statement) && !sent.has(Directive.STATEMENT_TIMEOUT);
            settings.add("statement_timeout = " + (limitless ? 0 : asked.toMillis()));
        }
        return settings;
    }

    /** How long a statement waits for its locks; zero is for ever. */
    Duration patience(Statement statement) {
        return isPatient(statement) && !sent.has(Directive.LOCK_TIMEOUT)
                ? Duration.ZERO
                : Block.lockTimeout(migration, run.snapshot().facts(), run.options());
    }

    /** Builds and drops of indexes wait without disturbing anybody; when they time out they leave rubbish behind. */
    private boolean isPatient(Statement statement) {
        Effect effect = sent.effect(statement);
        return effect.buildsIndex() || effect.kind() == Effect.Kind.DROPS_INDEX;
    }

    /** The role that the file has taken may not write the journal. */
    List<String> asOurselves(String... entry) {
        if (role.isEmpty()) {
            return List.of(entry);
        }
        List<String> sql = new ArrayList<>(List.of("RESET SESSION AUTHORIZATION", "RESET ROLE"));
        sql.addAll(List.of(entry));
        sql.addAll(role);
        return sql;
    }

    /** Takes the file's role again when the work is done, as the run may go on. */
    void asOurselves(Runnable work) {
        if (!role.isEmpty()) {
            run.database().run("RESET SESSION AUTHORIZATION;\nRESET ROLE", notice -> {});
        }
        work.run();
        if (!role.isEmpty()) {
            run.database().run(String.join(";\n", role), notice -> {});
        }
    }
}
