package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** CREATE INDEX without CONCURRENTLY. */
final class RequireConcurrentIndexCreation extends Danger {

    RequireConcurrentIndexCreation() {
        super(
                "require-concurrent-index-creation",
                Level.BLOCKING,
                "an index is built while nobody can write the table",
                "CREATE INDEX holds a SHARE lock while it reads the whole table, and in a migration until its transaction ends:"
                        + " every INSERT, UPDATE and DELETE waits (PostgreSQL's documentation, CREATE INDEX, Building Indexes"
                        + " Concurrently).",
                "CREATE INDEX CONCURRENTLY, which cannot run in a transaction. A partitioned table's index is made with ON ONLY,"
                        + " those of its partitions concurrently, and each is attached.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(IndexAdded.class, IndexAdded::table).stream()
                .filter(added -> !BuiltIndex.belongsToConstraint(evidence, added))
                .filter(added -> blocks(evidence, added.table()))
                .map(added -> Finding.of(
                                added,
                                added.table() + " " + evidence.closed(added.table()) + " while this runs",
                                evidence.seen(added.table()),
                                help(evidence, added))
                        .weighedBy(added.table(), Work.INDEX));
    }

    private static boolean blocks(Evidence evidence, Relation table) {
        return evidence.isRead()
                ? !evidence.says("concurrently") && !evidence.says("only")
                : evidence.locks(table, LockMode.SHARE) && evidence.scanned(table);
    }

    private static String help(Evidence evidence, IndexAdded added) {
        String create = statement(evidence, added.index());
        if (added.table().kind() == Relation.Kind.PARTITIONED_TABLE) {
            return Sql.insertBehind(create, "on", "ONLY") + ";" + Sql.NEXT + Sql.OUTSIDE
                    + "CREATE INDEX CONCURRENTLY <index of the partition> ON <partition> ...;"
                    + Sql.NEXT + "ALTER INDEX " + Quoted.shown(added.index().name())
                    + " ATTACH PARTITION <index of the partition>;";
        }
        return Sql.OUTSIDE + Sql.insertBehind(create, "index", "CONCURRENTLY") + ";";
    }

    /** The user's own, or what it amounts to when something else has made it. */
    private static String statement(Evidence evidence, Index index) {
        Observed statement = evidence.statement();
        boolean own = statement.startsWith("create", "index") || statement.startsWith("create", "unique", "index");
        return own || index.definition().isEmpty() ? statement.text() : index.definition();
    }
}
