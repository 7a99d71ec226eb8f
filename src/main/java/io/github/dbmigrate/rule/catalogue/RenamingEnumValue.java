package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.EnumValueRenamed;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.script.Quoted;
import java.util.List;

/** A value is gone that running queries use. */
final class RenamingEnumValue implements Rule {

    @Override
    public String word() {
        return "renaming-enum-value";
    }

    @Override
    public Level level() {
        return Level.RISKY;
    }

    @Override
    public String title() {
        return "a value of an enum gets another name";
    }

    @Override
    public String why() {
        return """
                All rows that have the value show the new name at once (ALTER TYPE, RENAME VALUE). Versions of the \
                application that still run do not know it, and when they write or compare with the old one they fail with \
                22P02, invalid input value for enum.""";
    }

    @Override
    public String instead() {
        return """
                Add the new value, let the application understand both, change the rows in batches, and stop writing the old \
                one. It stays in the type: PostgreSQL cannot drop a value.""";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        return statement.all(EnumValueRenamed.class).stream()
                .map(RenamingEnumValue::finding)
                .toList();
    }

    private static Finding finding(EnumValueRenamed renamed) {
        String from = Quoted.literal(renamed.from());
        String to = Quoted.literal(renamed.to());
        return Finding.of(
                renamed,
                "running queries that say %s fail, and read %s instead".formatted(from, to),
                "value %s of the enum %s is called %s now".formatted(from, renamed.type(), to),
                """
                let both be there, and change the rows in a later file, in batches:
                ALTER TYPE %s ADD VALUE %s AFTER %s;""".formatted(renamed.type(), to, from));
    }
}
