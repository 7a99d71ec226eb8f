package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Rewritten;
import io.github.dbmigrate.rule.Observation.Rewritten.Cause;
import io.github.dbmigrate.rule.Work;
import java.util.stream.Stream;

/** CLUSTER or VACUUM FULL. */
final class PreferRepack extends Danger {

    PreferRepack() {
        super(
                "prefer-repack",
                Level.BLOCKING,
                "CLUSTER or VACUUM FULL writes a table anew",
                "Both copy all rows and build all indexes anew under an ACCESS EXCLUSIVE lock (PostgreSQL's documentation, VACUUM"
                        + " and CLUSTER).",
                "The extension pg_repack does the same beside readers and writers. A plain VACUUM makes the space free for new"
                        + " rows without any lock that matters.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(Rewritten.class, Rewritten::relation).stream()
                .filter(rewritten -> rewritten.causes().contains(Cause.CLUSTER))
                .map(rewritten -> Finding.of(
                                rewritten,
                                rewritten.relation() + " cannot be read or written while all of it is written anew",
                                evidence.seen(rewritten.relation()),
                                "pg_repack does it beside readers and writers:\npg_repack --table="
                                        + rewritten.relation())
                        .help("or only make the space free for new rows:\nVACUUM " + rewritten.relation() + ";")
                        .weighedBy(rewritten.relation(), Work.REWRITE));
    }
}
