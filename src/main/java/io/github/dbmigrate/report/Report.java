package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a goal did and found.
 *
 * @param goal {@code migrate}, {@code status}, ...
 * @param environment the user's name for the database's environment; may be empty
 * @param connection null when no database was reached
 * @param plan the state after the run; null when files and history were not compared
 * @param applied by this run, in order
 * @param problems errors and warnings
 * @param headline a few words for a failed build; empty when it did not fail
 * @param now what the database holds after a failure
 * @param next what to type after a failure
 * @param review what {@code validate} looked at; null for other goals
 */
public record Report(
        String goal,
        Outcome outcome,
        String environment,
        @Nullable Connection connection,
        @Nullable Plan plan,
        List<Applied> applied,
        List<Diagnostic> problems,
        String headline,
        List<String> now,
        List<String> next,
        @Nullable Review review) {

    /** How a goal ended. */
    public enum Outcome {
        /** Migrations were applied. */
        APPLIED,
        /** There was nothing to apply. */
        UP_TO_DATE,
        /** A dry run: the plan was made and nothing was applied. */
        PLANNED,
        /** A goal that only looks has looked, and all is well. */
        OK,
        /** The build fails. */
        FAILED;

        public String word() {
            return switch (this) {
                case APPLIED -> "applied";
                case UP_TO_DATE -> "up-to-date";
                case PLANNED -> "planned";
                case OK -> "ok";
                case FAILED -> "failed";
            };
        }
    }

    public Report {
        applied = List.copyOf(applied);
        problems = List.copyOf(problems);
        now = List.copyOf(now);
        next = List.copyOf(next);
    }

    /** A report without a review. */
    public Report(
            String goal,
            Outcome outcome,
            String environment,
            @Nullable Connection connection,
            @Nullable Plan plan,
            List<Applied> applied,
            List<Diagnostic> problems,
            String headline,
            List<String> now,
            List<String> next) {
        this(goal, outcome, environment, connection, plan, applied, problems, headline, now, next, null);
    }

    /** The same with what was looked at. */
    public Report with(Review looked) {
        return new Report(goal, outcome, environment, connection, plan, applied, problems, headline, now, next, looked);
    }

    /** A goal that did what it was asked. */
    public static Report done(
            String goal,
            Outcome outcome,
            String environment,
            @Nullable Connection connection,
            @Nullable Plan plan,
            List<Applied> applied,
            List<Diagnostic> warnings) {
        return new Report(goal, outcome, environment, connection, plan, applied, warnings, "", List.of(), List.of());
    }

    /** A goal that stopped before it changed anything. */
    public static Report refused(
            String goal,
            String environment,
            @Nullable Connection connection,
            @Nullable Plan plan,
            String headline,
            List<Diagnostic> problems) {
        return new Report(
                goal,
                Outcome.FAILED,
                environment,
                connection,
                plan,
                List.of(),
                problems,
                headline,
                List.of(),
                List.of());
    }

    public boolean isFailed() {
        return outcome == Outcome.FAILED;
    }

    /**
     * The text of the failed build. Warnings were printed before; here stands what is wrong. What a review has found was printed
     * before too, by {@link Console#judged}: then only its headline is left to say.
     */
    public String failure() {
        List<Diagnostic> untold = review != null
                ? List.of()
                : problems.stream().filter(Diagnostic::isError).toList();
        return FailureText.of(headline, untold, now, next);
    }
}
