package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ForeignKeyTypesDiffer;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that cannot refer to all there are. */
final class MismatchedForeignKeyType extends Danger {

    MismatchedForeignKeyType() {
        super(
                "mismatched-foreign-key-type",
                Level.ADVICE,
                "a foreign key has another type than what it refers to",
                """
                The types can be compared, or PostgreSQL would refuse the foreign key, but the narrower column cannot hold \
                all values of the other: an integer that refers to a bigint fails with 22003 as soon as the ids have grown, \
                and widening it then writes the table anew (Constraints, Foreign Keys). Where a conversion is needed, joins \
                along the key may not use an index.""",
                "Give both the same type.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(ForeignKeyTypesDiffer.class).stream()
                .filter(MismatchedForeignKeyType::matters)
                .map(MismatchedForeignKeyType::finding);
    }

    private static boolean matters(ForeignKeyTypesDiffer differ) {
        return !TypeName.of(differ.type()).comparesWith(TypeName.of(differ.referencedType()));
    }

    private static Finding finding(ForeignKeyTypesDiffer differ) {
        Relation referenced = differ.constraint().references();
        String columns =
                differ.constraint().columns().stream().map(Quoted::shown).collect(Collectors.joining(", "));
        return Finding.of(
                differ,
                "%s (%s) may not be able to refer to every row of %s"
                        .formatted(differ.table(), columns, referenced == null ? "the referenced table" : referenced),
                "it is %s, and refers to %s".formatted(differ.type(), differ.referencedType()),
                differ.table().isNew()
                        ? "write  %s %s".formatted(columns, differ.referencedType())
                        : "use a new column of the same type:\nALTER TABLE %s ADD COLUMN %s %s;"
                                .formatted(
                                        differ.table(),
                                        Quoted.shown(String.join(
                                                        "_", differ.constraint().columns()) + "_2"),
                                        differ.referencedType()));
    }
}
