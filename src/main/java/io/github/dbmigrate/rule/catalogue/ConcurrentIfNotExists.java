package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import java.util.stream.Stream;

/** CREATE INDEX CONCURRENTLY IF NOT EXISTS. Our runner drops the invalid index first, so it is asked only on request. */
final class ConcurrentIfNotExists extends Danger {

    ConcurrentIfNotExists() {
        super(
                "concurrent-if-not-exists",
                Level.ADVICE,
                "an index is built concurrently if there is none of its name",
                "A build that fails leaves an INVALID index behind, and IF NOT EXISTS then takes it for the index and succeeds"
                        + " (PostgreSQL's documentation, CREATE INDEX, Building Indexes Concurrently). This plugin drops an invalid"
                        + " index of the name first; psql does not.",
                "Leave IF NOT EXISTS out.");
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        boolean asks = evidence.statement().startsWith("create")
                && evidence.says("index")
                && evidence.says("concurrently")
                && evidence.says("exists");
        if (!asks) {
            return Stream.of();
        }
        Observation about = evidence.statement().all(IndexAdded.class).stream()
                .map(Observation.class::cast)
                .findFirst()
                .orElse(new Observation.Written());
        return Stream.of(Finding.of(
                about,
                "an invalid index of that name passes for the index",
                evidence.text(),
                "leave IF NOT EXISTS out"));
    }
}
