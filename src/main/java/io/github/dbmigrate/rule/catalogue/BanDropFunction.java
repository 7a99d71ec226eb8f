package io.github.dbmigrate.rule.catalogue;

/** DROP FUNCTION, DROP PROCEDURE, DROP AGGREGATE. */
final class BanDropFunction extends DroppedObject {
    BanDropFunction() {
        super(
                "ban-drop-function",
                "a function is dropped",
                "Calls fail (PostgreSQL's documentation, DROP FUNCTION), also those inside of other functions, whose bodies"
                        + " PostgreSQL does not count as dependent.",
                "Drop it in a release after the last one that calls it. To change its signature, keep the old one beside the"
                        + " new.",
                "calls of it fail",
                "function",
                "procedure",
                "aggregate");
    }
}
