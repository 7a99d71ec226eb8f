package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Observation.Renamed;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Other names for what others know by the old one. */
final class Renames {
    private Renames() {}

    /** Of objects of these types that were there before, and that nothing has the old name of at the end of the file. */
    static List<Renamed> of(Observed statement, Set<String> types) {
        Rest rest = new Rest(statement);
        return statement.all(Renamed.class).stream()
                .filter(renamed -> types.contains(renamed.type()))
                .filter(renamed -> isKnown(renamed.relation()))
                .filter(renamed -> !makesUpFor(rest, renamed))
                .toList();
    }

    private static boolean isKnown(@Nullable Relation relation) {
        return relation == null || !relation.isNew();
    }

    private static boolean makesUpFor(Rest rest, Renamed renamed) {
        Relation relation = renamed.relation();
        return relation == null
                ? rest.makes(Head.Name.of(renamed.from()))
                : rest.makes(new Head.Name(relation.schema(), renamed.from()));
    }
}
