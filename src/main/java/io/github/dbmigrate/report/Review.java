package io.github.dbmigrate.report;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rule.Judge;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code validate} looked at and saw, besides the problems, which are the report's.
 *
 * @param base what the new migrations are new to: {@code origin/main}; empty when that is not known
 * @param migrations the new ones in their order, or all of them when all were asked for
 * @param total how many migrations there are
 * @param checks what was checked and what was not, in the order in which it is told
 * @param rehearsal the server on which they were run; null when they were not run
 * @param allowed the findings that the files themselves allow, with their reasons
 * @param schemaChange the difference that the new migrations make, a line each as the console shows it
 * @param drift the difference between the target and the migrations, likewise
 * @param tables the changed tables and their neighbours, for a picture
 */
public record Review(
        String base,
        List<Reviewed> migrations,
        int total,
        List<Check> checks,
        @Nullable Rehearsal rehearsal,
        List<Allowed> allowed,
        List<String> schemaChange,
        List<String> drift,
        List<Table> tables) {

    public Review {
        migrations = List.copyOf(migrations);
        checks = List.copyOf(checks);
        allowed = List.copyOf(allowed);
        schemaChange = List.copyOf(schemaChange);
        drift = List.copyOf(drift);
        tables = List.copyOf(tables);
    }

    /**
     * A level of checking.
     *
     * @param name {@code files}, {@code git}, {@code history}, {@code rehearsal}, {@code rollback}, {@code drift}, {@code lock file}
     * @param text what was found to be in order; how much is not; or why it was not done and how to ask for it
     */
    public record Check(String name, State state, String text) {

        /** What came of it. */
        public enum State {
            IN_ORDER,
            /** Something was found, which is among the problems. */
            WRONG,
            NOT_DONE
        }

        /** One that found nothing, or was not done. */
        public Check(String name, boolean done, String text) {
            this(name, done ? State.IN_ORDER : State.NOT_DONE, text);
        }

        public boolean done() {
            return state != State.NOT_DONE;
        }
    }

    /** The server of the rehearsal: {@code PostgreSQL 17.2}, embedded or a shadow database, and how long all of it took. */
    public record Rehearsal(String server, long millis) {}

    /**
     * A migration that was looked at.
     *
     * @param statements what was seen of each; empty when it was not run
     * @param outcome how its rehearsal ended
     * @param rollback what became of its down part; null when it has none or it was not tried: {@code exact}
     */
    public record Reviewed(
            Migration migration,
            List<RunStatement> statements,
            Outcome outcome,
            long millis,
            @Nullable String rollback) {
        public Reviewed {
            statements = List.copyOf(statements);
        }
    }

    /** How the rehearsal of a migration ended. */
    public enum Outcome {
        RUN,
        FAILED,
        /** One before it failed, or nothing was rehearsed. */
        NOT_RUN
    }

    /**
     * A statement that was run.
     *
     * @param number in its file, from 1
     * @param line 1-based
     * @param text its SQL, cut to one short line
     * @param locks what it took on relations that were there before
     */
    public record RunStatement(int number, int line, String text, long micros, List<Lock> locks) {
        public RunStatement {
            locks = List.copyOf(locks);
        }
    }

    /**
     * A lock.
     *
     * @param relation {@code public.orders}
     * @param mode {@code ACCESS EXCLUSIVE}
     * @param blocks {@code reads and writes}, {@code writes}, or nothing
     */
    public record Lock(String relation, String mode, String blocks) {}

    /**
     * A finding that a file allows.
     *
     * @param rule {@code ban-drop-column}
     * @param message what it is about
     * @param reason the user's own words
     */
    public record Allowed(String rule, String file, int line, String message, String reason) {

        /** Whether the file says so, and not the command line of this run. */
        boolean isInSource() {
            return !reason.equals(Judge.THIS_RUN);
        }
    }

    /** A table in the picture. */
    public record Table(String name, Change change, List<TableColumn> columns, List<String> references) {
        public Table {
            columns = List.copyOf(columns);
            references = List.copyOf(references);
        }
    }

    /** A column in the picture. */
    public record TableColumn(String name, String type, Change change) {}

    /** What became of a table or a column. */
    public enum Change {
        ADDED,
        CHANGED,
        DROPPED,
        NONE
    }

    /** The first check of a name. */
    public Optional<Check> check(String name) {
        return checks.stream().filter(check -> check.name().equals(name)).findFirst();
    }
}
