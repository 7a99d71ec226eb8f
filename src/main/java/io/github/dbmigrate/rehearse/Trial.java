package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.apply.StatementByStatement;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.script.Statement;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the statements of a file went in a transaction that will be rolled back. CONCURRENTLY is left out; what cannot be in a transaction
 * for another reason is passed over: it changes nothing that is compared.
 *
 * @param endsItself whether the file has a BEGIN or COMMIT, which were passed over
 * @param problem what the server said, with its place in the file; null when all went well
 */
record Trial(boolean endsItself, @Nullable Diagnostic problem) {
    /**
     * Errors that tell something of the place where it was tried: a transaction that would have been committed in between, locks, time;
     * or what the file raises by itself.
     */
    private static final Set<String> OF_THE_PLACE =
            Set.of("55P04", "55P03", "55006", "57014", "2D000", "P0001", "P0002");

    /** In a transaction that is not the file's own; resources; deadlocks. */
    private static final Set<String> CLASSES_OF_THE_PLACE = Set.of("25", "53", "40");

    /** Deferred checks are made, as COMMIT would make them; what follows is in no hurry. */
    private static final String CHECK_CONSTRAINTS = "SET CONSTRAINTS ALL IMMEDIATE;\nSET CONSTRAINTS ALL DEFERRED";

    /** In the transaction that is open. */
    static Trial of(Migration file, Map<String, String> placeholders, Database database) {
        StatementByStatement statements =
                StatementByStatement.of(file, placeholders).inTransaction();
        boolean endsItself = false;
        for (int i = 0; i < statements.statements().size(); i++) {
            Statement statement = statements.statements().get(i);
            endsItself |= statement.controlsTransaction();
            if (!statement.controlsTransaction() && !isRefused(statement)) {
                ServerError error = statements.send(database, i, notice -> {}).error();
                if (error != null) {
                    return new Trial(endsItself, statements.problem(i, error));
                }
            }
        }
        ServerError late = database.run(CHECK_CONSTRAINTS, notice -> {}).error();
        return new Trial(endsItself, late == null ? null : atCommit(file, late));
    }

    private static Diagnostic atCommit(Migration file, ServerError error) {
        return Diagnostic.error("sql-error", error.message())
                .sqlState(error.sqlState())
                .at(Place.file(file.file()).withRemark("(at COMMIT)"));
    }

    /** Whether it is refused even without CONCURRENTLY: VACUUM, REINDEX, ALTER SYSTEM, what is about other databases. */
    private static boolean isRefused(Statement statement) {
        String refused = statement.refusedInTransaction();
        return refused != null && (refused.startsWith("REINDEX") || !refused.endsWith("CONCURRENTLY"));
    }

    /** Whether it may go better elsewhere: nobody is to be blamed then. */
    boolean isExcused() {
        return endsItself || (problem != null && (Missing.of(problem) != null || isOfThePlace()));
    }

    private boolean isOfThePlace() {
        return OF_THE_PLACE.contains(state())
                || CLASSES_OF_THE_PLACE.stream().anyMatch(errors -> state().startsWith(errors));
    }

    /** Whether the file itself refuses to be run. */
    boolean raises() {
        return state().equals("P0001");
    }

    /** Whether objects are in its way, or missing. */
    boolean contradictsSchema() {
        return state().startsWith("42") && !isExcused();
    }

    /** Whether rows are in its way. */
    boolean contradictsData() {
        return state().startsWith("23") && !isExcused();
    }

    private String state() {
        return problem == null || problem.sqlState() == null ? "" : problem.sqlState();
    }
}
