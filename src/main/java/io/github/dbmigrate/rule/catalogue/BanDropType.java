package io.github.dbmigrate.rule.catalogue;

/** DROP TYPE. */
final class BanDropType extends DroppedObject {
    BanDropType() {
        super(
                "ban-drop-type",
                "a type is dropped",
                "Casts to the type, and parameters that the driver sends as such, fail (PostgreSQL's documentation, DROP TYPE)."
                        + " Columns of it go only with CASCADE, which is told apart.",
                "Drop it in a release after the last one that uses it.",
                "casts to it fail",
                "type");
    }
}
