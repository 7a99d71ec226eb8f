package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Refreshed;
import io.github.dbmigrate.rule.Work;
import java.util.stream.Stream;

/** REFRESH MATERIALIZED VIEW without CONCURRENTLY. */
final class RequireConcurrentRefresh extends Danger {

    RequireConcurrentRefresh() {
        super(
                "require-concurrent-refresh",
                Level.BLOCKING,
                "a materialized view is filled while nobody can read it",
                "REFRESH MATERIALIZED VIEW holds an ACCESS EXCLUSIVE lock for as long as the view's query takes (PostgreSQL's"
                        + " documentation, REFRESH MATERIALIZED VIEW).",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on plain columns, without a condition.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(Refreshed.class, Refreshed::view).stream()
                .filter(refreshed -> !refreshed.concurrently())
                .map(refreshed -> Finding.of(
                                refreshed,
                                refreshed.view() + " cannot be read while its query runs",
                                evidence.seen(refreshed.view()),
                                "REFRESH MATERIALIZED VIEW CONCURRENTLY " + refreshed.view() + ";")
                        .help("it needs a unique index, such as:\nCREATE UNIQUE INDEX ON " + refreshed.view()
                                + " (<its key>);")
                        .weighedBy(refreshed.view(), Work.REWRITE));
    }
}
