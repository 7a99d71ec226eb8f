package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.UnsafeSecurityDefiner;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** Callers can make it do what they may not do themselves. */
final class SecurityDefinerWithoutSearchPath extends Danger {

    SecurityDefinerWithoutSearchPath() {
        super(
                "security-definer-without-search-path",
                Level.ADVICE,
                "a SECURITY DEFINER function takes search_path from its caller",
                """
                It runs with the rights of its owner, but looks up each name that has no schema where the caller says. \
                Whoever may make a table or function in a schema that comes first, and everybody may make tables in pg_temp, \
                makes it run his own code as the owner (CREATE FUNCTION, Writing SECURITY DEFINER Functions Safely).""",
                "Fix search_path as a part of the function, pg_temp last.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(UnsafeSecurityDefiner.class).stream()
                .map(SecurityDefinerWithoutSearchPath::finding);
    }

    private static Finding finding(UnsafeSecurityDefiner unsafe) {
        String schema = Head.Name.of(unsafe.function()).schema();
        return Finding.of(
                unsafe,
                "whoever may call %s may run his own code as its owner".formatted(unsafe.function()),
                "it is SECURITY DEFINER, and no search_path is set for it",
                "ALTER ROUTINE %s SET search_path = %s, pg_temp;"
                        .formatted(unsafe.function(), schema.isEmpty() ? "<schema>" : Quoted.shown(schema)));
    }
}
