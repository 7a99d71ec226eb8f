package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Renamed;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.script.Quoted;
import java.util.Set;
import java.util.stream.Stream;

/** All names in a schema are gone that running queries use. */
final class RenamingSchema extends Danger {

    RenamingSchema() {
        super("renaming-schema", Level.RISKY, "a schema gets another name", """
                Whoever names a table with its schema, or has the schema in search_path, no longer finds any of its tables: \
                versions of the application that run during the deployment or after a rollback, jobs, functions whose bodies \
                name it (ALTER SCHEMA). A schema in search_path that does not exist is passed over in silence, so another \
                table of the same name may be found.""", """
                Make a schema with the old name in the same transaction, with a view for each table, and drop it when nobody \
                uses it any more.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        return Renames.of(statement, Set.of("schema")).stream().map(RenamingSchema::finding);
    }

    private static Finding finding(Renamed renamed) {
        String from = Quoted.shown(renamed.from());
        String to = Quoted.shown(renamed.to());
        return Finding.of(
                renamed,
                "running queries find nothing in the schema %s any more".formatted(from),
                "schema %s is called %s now".formatted(from, to),
                """
                keep the old name in the same file, with a view for each of its tables:
                CREATE SCHEMA %1$s;
                CREATE VIEW %1$s.<table> AS SELECT * FROM %2$s.<table>;""".formatted(from, to));
    }
}
