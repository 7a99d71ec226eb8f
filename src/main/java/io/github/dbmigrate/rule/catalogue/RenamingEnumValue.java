package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.EnumValueRenamed;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** A value is gone that running queries use. */
final class RenamingEnumValue extends Danger {

    RenamingEnumValue() {
        super("renaming-enum-value", Level.RISKY, "a value of an enum gets another name", """
                All rows that have the value show the new name at once (ALTER TYPE, RENAME VALUE). Versions of the \
                application that still run do not know it, and when they write or compare with the old one they fail with \
                22P02, invalid input value for enum.""", """
                Add the new value, let the application understand both, change the rows in batches, and stop writing the old \
                one. It stays in the type: PostgreSQL cannot drop a value.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(EnumValueRenamed.class).stream().map(RenamingEnumValue::finding);
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
