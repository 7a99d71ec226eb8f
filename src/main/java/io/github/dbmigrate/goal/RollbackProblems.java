package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rule.RuleSettings;
import io.github.dbmigrate.schema.Change;
import io.github.dbmigrate.schema.Proof;
import io.github.dbmigrate.schema.Proof.Verdict;
import io.github.dbmigrate.schema.SchemaDifference;
import io.github.dbmigrate.schema.SchemaObject;
import java.util.List;
import java.util.Optional;

/** What is wrong with a rollback, as it is told. */
final class RollbackProblems {
    private static final String EVERYTHING = "let the rollback undo everything that the migration does";

    private RollbackProblems() {}

    /** Empty when nothing is, or nobody knows. */
    static Optional<Diagnostic> of(Migration migration, Proof proof) {
        if (!proof.isAccusation()) {
            return Optional.empty();
        }
        return Optional.of(proof.verdict() == Verdict.FAILS ? fails(migration, proof) : differs(migration, proof));
    }

    private static Diagnostic fails(Migration migration, Proof proof) {
        Diagnostic problem = Diagnostic.warning(
                RuleSettings.ROLLBACK_FAILS, "the rollback of " + migration.calledBy() + " does not run" + said(proof));
        return located(problem, proof)
                .help("mend it, or take it out: nobody can roll " + migration.calledBy() + " back");
    }

    private static Diagnostic differs(Migration migration, Proof proof) {
        boolean again = proof.verdict() == Verdict.NOT_AGAIN;
        String message = again
                ? migration.calledBy() + " cannot be applied again behind its rollback" + said(proof)
                : "the rollback of " + migration.calledBy() + " does not bring the schema back";
        Diagnostic problem = located(Diagnostic.warning(RuleSettings.BROKEN_ROLLBACK, message), proof);
        List<String> lines = proof.difference().lines();
        if (!lines.isEmpty()) {
            problem =
                    problem.note("seen", "what it leaves, against what was there before:\n" + String.join("\n", lines));
        }
        return problem.help(again ? EVERYTHING : remedy(proof.difference()));
    }

    private static String remedy(SchemaDifference difference) {
        if (difference.isMore()) {
            List<SchemaObject> whole = difference.added().stream()
                    .filter(object -> difference.added().stream()
                            .noneMatch(other -> other.id().equals(object.parent())))
                    .toList();
            String more = whole.size() == 1 ? ", which was" : " and " + (whole.size() - 1) + " more, which were";
            return "it leaves " + whole.get(0) + more + " not there: let it drop what it leaves";
        }
        boolean one = difference.added().isEmpty()
                && difference.removed().isEmpty()
                && difference.changed().size() == 1;
        return one ? remedy(difference.changed().get(0)) : EVERYTHING;
    }

    private static String remedy(Change change) {
        SchemaObject column = change.before();
        boolean hasDefault = column.kind().equals("column")
                && change.after().definition().startsWith(column.definition() + " DEFAULT ");
        return hasDefault
                ? "ALTER TABLE " + column.parent() + " ALTER COLUMN " + column.shortName() + " DROP DEFAULT;"
                : EVERYTHING;
    }

    private static String said(Proof proof) {
        Diagnostic problem = proof.problem();
        return problem == null ? "" : ": " + problem.message();
    }

    private static Diagnostic located(Diagnostic told, Proof proof) {
        Diagnostic problem = proof.problem();
        if (problem == null || problem.places().isEmpty()) {
            return told.at(proof.place());
        }
        return told.at(problem.places().get(0)).excerpt(problem.excerpt());
    }

    /**
     * In one word or a few.
     *
     * @param losesData whether the migration throws data away, which no rollback brings back
     */
    static String word(Proof proof, boolean losesData) {
        return switch (proof.verdict()) {
            case EXACT, HARMLESS -> losesData ? "the schema comes back, the data does not" : "exact";
            case DIFFERS -> "does not bring the schema back";
            case FAILS -> "does not run";
            case LEAVES_DATA -> "brings the schema back, and leaves rows";
            case NOT_AGAIN -> "cannot be applied again";
            case UNPROVED -> "not proved: " + proof.reason();
        };
    }
}
