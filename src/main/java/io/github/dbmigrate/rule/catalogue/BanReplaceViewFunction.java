package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Renamed;
import io.github.dbmigrate.rule.Observation.Replaced;
import io.github.dbmigrate.rule.Observed;
import java.util.stream.Stream;

/** Running queries get another answer from it. */
final class BanReplaceViewFunction extends Danger {

    BanReplaceViewFunction() {
        super(
                "ban-replace-view-function",
                Level.RISKY,
                "a view or function has other columns, arguments, or another result",
                """
                Versions of the application that still run call it the old way. A query with * gets columns that it does not \
                expect, a prepared statement fails with 0A000, cached plan must not change result type, and a call whose \
                arguments no longer fit fails with 42883 (CREATE VIEW, CREATE FUNCTION).""",
                """
                Make the new one beside it under another name, or with other arguments; drop the old one when nobody uses it \
                any more. A new body behind the same columns and arguments is not reported.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        return statement.all(Replaced.class).stream()
                .filter(Replaced::signatureChanged)
                .filter(replaced -> !isRename(statement, replaced))
                .map(BanReplaceViewFunction::finding);
    }

    /** Another rule tells of the renamed columns of a view. */
    private static boolean isRename(Observed statement, Replaced replaced) {
        return statement
                .first(
                        Renamed.class,
                        renamed -> renamed.relation() != null
                                && renamed.type().equals("column")
                                && renamed.relation().toString().equals(replaced.identity()))
                .isPresent();
    }

    private static Finding finding(Replaced replaced) {
        String what = replaced.type() + " " + replaced.identity();
        return Finding.of(
                replaced,
                "running queries that use the %s get another result, or fail".formatted(what),
                "%s has other columns, arguments, or another result".formatted(what),
                "make the new one beside it under another name, and drop this one when nobody uses it any more");
    }
}
