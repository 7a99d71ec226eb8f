package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Rewritten;
import io.github.dbmigrate.rule.Observation.Rewritten.Cause;
import io.github.dbmigrate.rule.Work;
import java.util.stream.Stream;

/** SET TABLESPACE. */
final class ChangingTablespace extends Danger {

    ChangingTablespace() {
        super(
                "changing-tablespace",
                Level.BLOCKING,
                "a table is moved to another tablespace",
                "Its files are copied under an ACCESS EXCLUSIVE lock (PostgreSQL's documentation, ALTER TABLE, SET TABLESPACE).",
                "The extension pg_repack moves it beside readers and writers. Or make a new table there, fill it in batches, and let"
                        + " it take the old one's place.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(Rewritten.class, Rewritten::relation).stream()
                .filter(rewritten -> rewritten.causes().contains(Cause.TABLESPACE))
                .map(rewritten -> Finding.of(
                                rewritten,
                                rewritten.relation() + " cannot be read or written while its files are copied",
                                evidence.seen(rewritten.relation()),
                                "pg_repack moves it beside readers and writers:\npg_repack --tablespace=<tablespace> --table="
                                        + rewritten.relation())
                        .weighedBy(rewritten.relation(), Work.REWRITE));
    }
}
