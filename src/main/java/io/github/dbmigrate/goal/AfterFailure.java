package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Plan;
import java.util.List;

/** What the database holds after a migration has failed, and what to type. */
final class AfterFailure {
    private AfterFailure() {}

    /** The lines behind {@code Now:}. */
    static List<String> now(String database, Plan plan, List<Applied> applied, Failure failure) {
        String label = failure.migration().calledBy();
        String state = plan.applied().isEmpty()
                ? database + " has no migration applied"
                : database + " is at " + (plan.current().isEmpty() ? "no version" : plan.current());
        if (failure.connectionLost()) {
            return List.of("before " + label + ", " + state + "; of " + label + " either all or nothing is there.");
        }
        return List.of(
                applied.isEmpty()
                        ? state + "; nothing of " + label + " remains."
                        : state + ". " + stays(applied) + "; nothing of " + label + " remains.");
    }

    private static String stays(List<Applied> applied) {
        String first = applied.get(0).migration().calledBy();
        String last = applied.get(applied.size() - 1).migration().calledBy();
        return switch (applied.size()) {
            case 1 -> first + " is applied and stays";
            case 2 -> first + " and " + last + " are applied and stay";
            default -> first + " to " + last + " are applied and stay";
        };
    }

    /** The lines behind {@code Next:}. */
    static List<String> next(Failure failure) {
        String label = failure.migration().calledBy();
        if (failure.connectionLost()) {
            return List.of("run the same command again; it reads the history and goes on from there.");
        }
        return "55P03".equals(failure.diagnostic().sqlState())
                ? List.of("run the same command again when the table is less busy.")
                : List.of(
                        "change " + label + " (no database has it yet) or the data, then run the same command again.");
    }
}
