package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnAdded;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** A serial or identity column is added. */
final class AddingIdentityColumn extends Danger {

    AddingIdentityColumn() {
        super(
                "adding-identity-column",
                Level.BLOCKING,
                "a serial or identity column is added",
                "Each row gets its own number: all rows are written anew under an ACCESS EXCLUSIVE lock (PostgreSQL's"
                        + " documentation, ALTER TABLE, Notes).",
                "Add a plain column, let a sequence be its default for new rows, and fill the old ones in batches.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return NewColumn.rewriting(evidence, column -> column.identity() != Column.Identity.NO)
                .map(added -> Finding.of(added, NewColumn.message(added), evidence.seen(added.table()), help(added))
                        .weighedBy(added.table(), Work.REWRITE));
    }

    private static String help(ColumnAdded added) {
        Relation table = added.table();
        String sequence = Sql.qualified(table, added.column().name(), "seq");
        String next = "nextval(" + Quoted.literal(sequence) + ")";
        String alterColumn =
                Sql.alter(table) + "ALTER COLUMN " + Quoted.shown(added.column().name());
        return "CREATE SEQUENCE " + sequence + ";\n" + Sql.alter(table) + "ADD COLUMN "
                + Quoted.shown(added.column().name()) + " "
                + plainType(added.column().type()) + ";\n" + alterColumn
                + " SET DEFAULT " + next + ";\nALTER SEQUENCE " + sequence + " OWNED BY "
                + Sql.column(table, added.column().name()) + ";" + NewColumn.fill(added, next);
    }

    /** The types called serial are known to a text alone; the catalog has the type behind them. */
    private static String plainType(String type) {
        return switch (type) {
            case "bigserial", "serial8" -> "bigint";
            case "serial", "serial4" -> "integer";
            case "smallserial", "serial2" -> "smallint";
            default -> type;
        };
    }
}
