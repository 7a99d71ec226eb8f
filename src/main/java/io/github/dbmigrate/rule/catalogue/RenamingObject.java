package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Renamed;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.Set;
import java.util.stream.Stream;

/** A name is gone that running queries use. */
final class RenamingObject extends Danger {

    private static final Set<String> TYPES =
            Set.of("view", "materialized view", "sequence", "function", "procedure", "aggregate", "type", "domain");

    RenamingObject() {
        super("renaming-object", Level.RISKY, "a view, sequence, function, or type gets another name", """
                The old name is gone as soon as the migration commits, but versions of the application that use it still \
                run: during the deployment, and again when it is rolled back. PostgreSQL changes the name where it refers to \
                the object itself, as in other views and in defaults, but not in the bodies of functions, nor in the queries \
                of the application.""", """
                Make the same under the new name beside it, and drop the old one when nobody uses it any more; or make \
                something with the old name in the same transaction that does the same.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        return Renames.of(statement, TYPES).stream().map(RenamingObject::finding);
    }

    private static Finding finding(Renamed renamed) {
        Relation relation = renamed.relation();
        String from = relation == null ? shown(renamed.from()) : relation.toString();
        String to = shown(renamed.to());
        return Finding.of(
                renamed,
                "whoever uses the %s %s fails from now on".formatted(renamed.type(), from),
                "%s %s is called %s now".formatted(renamed.type(), from, to),
                "make %s anew beside it, and drop the old one when nobody uses it any more".formatted(to));
    }

    /** A function's name comes with its schema and arguments when it was seen, alone when only a text was read. */
    private static String shown(String name) {
        return name.indexOf('.') < 0 ? Quoted.shown(name) : name;
    }
}
