package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.rule.text.PendingReview;
import io.github.dbmigrate.script.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stops a run that would throw data away which nobody has said may go. Only the text of the migrations is looked at; what it names is
 * asked of the database in one exchange, and only when it names something.
 *
 * @param rules those that are not allowed
 */
public record Destruction(List<Rule> rules) {
    /** Whoever has asked for no review. */
    public static final Destruction IGNORED = new Destruction(List.of());

    private static final Set<String> SUSPECT = Set.of("drop", "truncate", "delete", "update", "merge", "alter");

    public Destruction {
        rules = List.copyOf(rules);
    }

    /** Everything that would be destroyed. */
    List<Diagnostic> problems(List<Migration> pending, Database database) {
        if (rules.isEmpty() || pending.stream().noneMatch(Destruction::isSuspect)) {
            return List.of();
        }
        PendingReview review = PendingReview.of(pending, rules, Set.of());
        return review.isEmpty() ? List.of() : review.problems(there(review.question(), database));
    }

    /**
     * Looks.
     *
     * @param pending in order
     * @throws DiagnosticException with everything that would be destroyed; nothing was changed then
     */
    void check(List<Migration> pending, Database database) {
        List<Diagnostic> problems = problems(pending, database);
        if (!problems.isEmpty()) {
            throw new DiagnosticException(
                    problems.size() == 1
                            ? "data would be lost; nothing was applied"
                            : "data would be lost in " + problems.size() + " places; nothing was applied",
                    problems);
        }
    }

    /** What can be told without reading closely, which a thousand migrations of a new database need not be. */
    private static boolean isSuspect(Migration migration) {
        if (migration.isLong()) {
            return false;
        }
        for (Statement statement : migration.script().statements()) {
            if (!statement.words().isEmpty()
                    && SUSPECT.contains(statement.words().get(0))) {
                return true;
            }
        }
        return false;
    }

    private static List<Integer> there(Optional<String> question, Database database) {
        if (question.isEmpty()) {
            return List.of();
        }
        Reply reply = database.read(question.get());
        if (reply.error() != null) {
            throw new DiagnosticException(
                    "the review failed",
                    Diagnostic.error(
                                    "review-failed",
                                    "what would be lost cannot be asked: "
                                            + reply.error().message())
                            .sqlState(reply.error().sqlState())
                            .note("allow", "-Ddbmigrate.review=off"));
        }
        return reply.rows(0).stream().map(row -> Integer.valueOf(row.text(0))).toList();
    }
}
