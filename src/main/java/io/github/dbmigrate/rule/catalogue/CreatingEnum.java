package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.EnumCreated;
import java.util.stream.Stream;

/** Values that cannot be taken back. */
final class CreatingEnum extends Danger {

    CreatingEnum() {
        super(
                "creating-enum",
                Level.ADVICE,
                "an enum type is made",
                """
                Values of an enum can be added and renamed, but not dropped, and their order cannot be changed. A value that \
                was added cannot be used in the same transaction (Enumerated Types; ALTER TYPE). Each change of the set is a \
                migration.""",
                "Use a table of values with a foreign key, or a text with a CHECK that can be exchanged.");
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(EnumCreated.class).stream()
                .map(created -> Finding.of(
                        created,
                        "values of %s can be added later, but never dropped".formatted(created.type()),
                        "%s is an enum".formatted(created.type()),
                        "use a table of values and a foreign key, or  text CHECK (<column> IN (...))"));
    }
}
