package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ComputedBefore;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** A function is given another body, and what the old one has computed stays as it is. */
final class ReplacingComputedFunction extends Danger {
    ReplacingComputedFunction() {
        super(
                "replacing-computed-function",
                Level.RISKY,
                "a function is replaced whose results are kept in an index, a column or a CHECK",
                """
                An index over an expression, a stored generated column and a CHECK call a function only when a row is written. With \
                another body the old rows keep what the old one answered: queries by the index miss rows, the column holds both kinds of \
                values, and a dump may not be restored. PostgreSQL believes the word IMMUTABLE and does not look (CREATE FUNCTION; \
                Indexes on Expressions).""",
                """
                Make a function under another name, and a new index or column that uses it; or build the index anew, and write the rows \
                anew, right behind the migration.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(ComputedBefore.class, ComputedBefore::table).stream()
                .map(ReplacingComputedFunction::finding);
    }

    private static Finding finding(ComputedBefore computed) {
        String what = computed.type() + " " + Quoted.shown(computed.name());
        return Finding.of(
                computed,
                "%s of %s keeps what %s returned before".formatted(what, computed.table(), computed.function()),
                "%s has another body, and %s of %s uses it".formatted(computed.function(), what, computed.table()),
                help(computed));
    }

    private static String help(ComputedBefore computed) {
        Relation table = computed.table();
        String name = Quoted.shown(computed.name());
        return switch (computed.type()) {
            case "index" -> {
                String schema = table.schema().isEmpty() ? "" : Quoted.shown(table.schema()) + ".";
                yield Sql.NEXT.strip() + "\n" + Sql.OUTSIDE + "REINDEX INDEX CONCURRENTLY " + schema + name + ";";
            }
            case "column" ->
                "write the rows anew, which computes " + name + " again:" + Sql.IN_BATCHES + "UPDATE " + table
                        + " SET <column that " + name + " is computed from> = <the same column>;";
            default ->
                "check the rows again:\n" + Sql.alter(table) + "DROP CONSTRAINT " + name + ", ADD CONSTRAINT " + name
                        + " " + computed.definition() + " NOT VALID;" + Sql.NEXT + Sql.alter(table)
                        + "VALIDATE CONSTRAINT " + name + ";";
        };
    }
}
