package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.IndexInvalid;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** An index is there that no query uses. */
final class InvalidIndex extends Danger {

    InvalidIndex() {
        super(
                "invalid-index",
                Level.RISKY,
                "an index is left invalid",
                "An index whose concurrent build failed is used by no query, enforces nothing for the rows before it, and is still"
                        + " maintained by every write (PostgreSQL's documentation, CREATE INDEX, Building Indexes Concurrently).",
                "Drop it concurrently and build it again.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        // The index of a partitioned table is invalid until those of all partitions are attached: that is the safe way.
        return evidence.statement().all(IndexInvalid.class).stream()
                .filter(invalid ->
                        !invalid.table().isNew() && invalid.table().kind() != Relation.Kind.PARTITIONED_TABLE)
                .map(invalid -> Finding.of(
                        invalid,
                        "index " + Quoted.shown(invalid.index().name()) + " of " + invalid.table()
                                + " is used by no query and maintained by every write",
                        "pg_index.indisvalid is false",
                        Sql.OUTSIDE + "DROP INDEX CONCURRENTLY " + name(invalid.index()) + ";"));
    }

    private static String name(Index index) {
        String name = Quoted.shown(index.name());
        return index.schema().isEmpty() ? name : Quoted.shown(index.schema()) + "." + name;
    }
}
