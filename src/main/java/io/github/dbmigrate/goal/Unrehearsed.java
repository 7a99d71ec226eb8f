package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.rehearse.Performance;
import io.github.dbmigrate.rehearse.Rehearsal;
import io.github.dbmigrate.report.Review;
import io.github.dbmigrate.rule.Allowance;
import io.github.dbmigrate.rule.text.Allowances;
import java.util.List;
import java.util.Optional;

/**
 * A new migration that could not be applied in the rehearsal.
 *
 * @param severity of what is no fault of its own
 */
record Unrehearsed(Performance performance, Severity severity) {
    /** The word by which a file allows that it cannot be. */
    static final String ID = "cannot-rehearse";

    /** What is told of data: an exception of its own, wrong values, broken constraints, a row that is not there. */
    private static final List<String> OF_DATA = List.of("P0", "22", "23");

    void tell(Allowances allowances, Reviewing reviewing) {
        Diagnostic problem = performance.problem();
        if (problem == null) {
            return;
        }
        boolean allowable = performance.missing() || isOfData(problem);
        Optional<Allowance> allowance = allowances.all().stream()
                .filter(line -> allowable && line.rule().equals(ID))
                .findFirst();
        if (allowance.isPresent()) {
            String file = performance.migration().file();
            reviewing.allowed(new Review.Allowed(
                    ID,
                    file,
                    allowance.get().line(),
                    problem.message(),
                    allowance.get().reason()));
        } else if (performance.missing()) {
            reviewing.problem(elsewhere(problem));
        } else {
            reviewing.problem(allowable ? allowable(problem) : problem);
        }
    }

    private Diagnostic elsewhere(Diagnostic problem) {
        Diagnostic told = new Diagnostic(
                ID,
                null,
                severity,
                performance.migration().calledBy() + " cannot be rehearsed from here: " + problem.message(),
                problem.places(),
                problem.excerpt(),
                List.of());
        return allowable(told.help("-Ddbmigrate.shadowUrl=... names a server that has what is missing"));
    }

    private static Diagnostic allowable(Diagnostic problem) {
        return problem.note("allow", "-- dbmigrate: allow " + ID + ", <reason>  above the statement");
    }

    private static boolean isOfData(Diagnostic problem) {
        String state = problem.sqlState();
        return problem.id().equals(Rehearsal.TIMEOUT)
                || state != null && OF_DATA.stream().anyMatch(state::startsWith);
    }
}
