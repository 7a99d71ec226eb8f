package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Work;
import java.util.stream.Stream;

/** GENERATED ALWAYS AS ... STORED is added. */
final class AddingStoredGeneratedColumn extends Danger {

    AddingStoredGeneratedColumn() {
        super(
                "adding-stored-generated-column",
                Level.BLOCKING,
                "a stored generated column is added",
                "The value is computed and stored for each row: all rows are written anew under an ACCESS EXCLUSIVE lock"
                        + " (PostgreSQL's documentation, ALTER TABLE, Notes).",
                "Add a plain column that the application or a trigger fills, and fill the old rows in batches. From PostgreSQL 18"
                        + " on, a VIRTUAL generated column stores nothing.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return NewColumn.rewriting(evidence, column -> column.generated() == Column.Generated.STORED)
                .map(added -> Finding.of(
                                added,
                                NewColumn.message(added),
                                evidence.seen(added.table()),
                                "a plain column, which the application or a trigger fills for new rows:\n"
                                        + NewColumn.add(added) + ";"
                                        + NewColumn.fill(
                                                added,
                                                DefaultText.generated(
                                                        evidence.statement().text(),
                                                        added.column().name())))
                        .help("or, from PostgreSQL 18 on, VIRTUAL in place of STORED")
                        .weighedBy(added.table(), Work.REWRITE));
    }
}
