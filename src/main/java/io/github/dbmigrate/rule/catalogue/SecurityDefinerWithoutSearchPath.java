package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.UnsafeSecurityDefiner;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import java.util.List;

/** Callers can make it do what they may not do themselves. */
final class SecurityDefinerWithoutSearchPath implements Rule {

    @Override
    public String word() {
        return "security-definer-without-search-path";
    }

    @Override
    public Level level() {
        return Level.ADVICE;
    }

    @Override
    public String title() {
        return "a SECURITY DEFINER function takes search_path from its caller";
    }

    @Override
    public String why() {
        return """
                It runs with the rights of its owner, but looks up each name that has no schema where the caller says. \
                Whoever may make a table or function in a schema that comes first, and everybody may make tables in pg_temp, \
                makes it run his own code as the owner (CREATE FUNCTION, Writing SECURITY DEFINER Functions Safely).""";
    }

    @Override
    public String instead() {
        return "Fix search_path as a part of the function, pg_temp last.";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        return statement.all(UnsafeSecurityDefiner.class).stream()
                .map(SecurityDefinerWithoutSearchPath::finding)
                .toList();
    }

    private static Finding finding(UnsafeSecurityDefiner unsafe) {
        int dot = unsafe.function().indexOf('.');
        int open = unsafe.function().indexOf('(');
        boolean saysSchema = dot > 0 && (open < 0 || dot < open);
        return Finding.of(
                unsafe,
                "whoever may call %s may run his own code as its owner".formatted(unsafe.function()),
                "it is SECURITY DEFINER, and no search_path is set for it",
                "ALTER ROUTINE %s SET search_path = %s, pg_temp;"
                        .formatted(
                                unsafe.function(),
                                saysSchema ? unsafe.function().substring(0, dot) : "<schema>"));
    }
}
