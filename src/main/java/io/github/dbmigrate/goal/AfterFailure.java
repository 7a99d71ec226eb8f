package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the database holds after a migration has failed, and what to type. */
final class AfterFailure {
    private AfterFailure() {}

    /** The lines behind {@code Now:}. */
    static List<String> now(String database, Plan plan, List<Applied> applied, Failure failure) {
        String label = failure.migration().calledBy();
        String state = plan.applied().isEmpty()
                ? database + " has no migration applied"
                : database + " is at " + (plan.current().isEmpty() ? "no version" : plan.current());
        if (failure.left() != null) {
            return remains(state, applied, label, failure.left());
        }
        if (failure.connectionLost()) {
            String before = "before " + label + ", " + state + "; ";
            return failure.behind() == null
                    ? List.of(before + "of " + label + " either all or nothing is there.")
                    : List.of(
                            before + label + " to " + failure.behind().calledBy() + " were on their way together.",
                            "Of each either all or nothing is there, and none without those before it.");
        }
        String rest = failure.committedOnTheWay()
                ? "; what " + label + " had committed stays, too."
                : "; nothing of " + label + " remains.";
        return List.of(applied.isEmpty() ? state + rest : state + ". " + stays(applied) + rest);
    }

    /** Of a migration that is not one transaction. */
    private static List<String> remains(String state, List<Applied> applied, String label, Failure.Left left) {
        if (left.rows() != null) {
            String changed = left.rows() == 1
                    ? "1 row is changed and stays so."
                    : rows(left.rows()) + " are changed and stay so.";
            return List.of(
                    state + ". " + (applied.isEmpty() ? "" : stays(applied) + ". ") + label + " runs in batches.",
                    left.rows() == 0 ? "No row is changed yet." : changed);
        }
        List<String> lines = new ArrayList<>();
        String start = state + ". " + label + " runs outside a transaction";
        if (!applied.isEmpty()) {
            lines.add(state + ". " + stays(applied) + ".");
            start = label + " runs outside a transaction";
        }
        String statement = "statement " + (left.done() + 1);
        if (!left.invalid().isEmpty()) {
            lines.add(start + ", and its " + statement + " left the");
            lines.add("INVALID index " + String.join(", ", left.invalid()) + " behind.");
        } else if (!left.dropped().isEmpty()) {
            lines.add(start + "; the INVALID index");
            lines.add(String.join(", ", left.dropped()) + " that its " + statement + " left behind was dropped.");
        } else {
            lines.add(start + ".");
        }
        if (left.done() > 0) {
            lines.add(
                    left.done() == 1
                            ? "Its statement 1 is done and stays."
                            : "Its statements 1 to " + left.done() + " are done and stay.");
        }
        return lines;
    }

    static String rows(long rows) {
        return String.format(Locale.ROOT, "%,d %s", rows, rows == 1 ? "row" : "rows");
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
        Failure.Left left = failure.left();
        if (left != null) {
            return afterwards(failure, left);
        }
        if (failure.connectionLost()) {
            return List.of("run the same command again; it reads the history and goes on from there.");
        }
        if (failure.committedOnTheWay()) {
            return List.of("do as the help says, then run the same command again.");
        }
        return "55P03".equals(failure.diagnostic().sqlState())
                ? List.of("run the same command again when the table is less busy.")
                : List.of(
                        "change " + label + " (no database has it yet) or the data, then run the same command again.");
    }

    private static List<String> afterwards(Failure failure, Failure.Left left) {
        if (failure.connectionLost()) {
            return List.of("run the same command again; it finds out how far this one came, and goes on there.");
        }
        if (failure.diagnostic().sqlState() == null) {
            return List.of("do as the help says, then run the same command again.");
        }
        if (left.rows() != null) {
            String first = "55P03".equals(failure.diagnostic().sqlState())
                    ? "run the same command again when the table is less busy;"
                    : "mend the rows or the file, then run the same command again;";
            return List.of(first, "it goes on behind the last row that is done.");
        }
        String what = "23505".equals(failure.diagnostic().sqlState())
                ? "remove the duplicates"
                : "change the file from statement " + (left.done() + 1) + " on, or the data";
        return left.invalid().isEmpty()
                ? List.of(
                        what + ", then run the same command again;",
                        "it goes on at statement " + (left.done() + 1) + ".")
                : List.of(what + ", then run the same command again;", "it drops the invalid index first.");
    }
}
