package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Rewritten;
import io.github.dbmigrate.rule.Observation.Rewritten.Cause;
import io.github.dbmigrate.rule.Work;
import java.util.stream.Stream;

/** SET ACCESS METHOD. */
final class ChangingAccessMethod extends Danger {

    ChangingAccessMethod() {
        super(
                "changing-access-method",
                Level.BLOCKING,
                "a table is given another access method",
                "All rows are written anew under an ACCESS EXCLUSIVE lock (PostgreSQL's documentation, ALTER TABLE, SET ACCESS"
                        + " METHOD).",
                "Make a new table with the access method, fill it in batches, and let it take the old one's place.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(Rewritten.class, Rewritten::relation).stream()
                .filter(rewritten -> rewritten.causes().contains(Cause.ACCESS_METHOD))
                .map(rewritten -> Finding.of(
                                rewritten,
                                rewritten.relation() + " cannot be read or written while all of it is written anew",
                                evidence.seen(rewritten.relation()),
                                "a new table can take its place:\nCREATE TABLE "
                                        + Sql.qualified(rewritten.relation(), "new") + " (LIKE " + rewritten.relation()
                                        + " INCLUDING ALL) USING <access method>;")
                        .weighedBy(rewritten.relation(), Work.REWRITE));
    }
}
