package io.github.dbmigrate.rule.catalogue;

/** DROP EXTENSION. */
final class BanDropExtension extends DroppedObject {
    BanDropExtension() {
        super(
                "ban-drop-extension",
                "an extension is dropped",
                "All its functions, types and operators go with it (PostgreSQL's documentation, DROP EXTENSION). What depends"
                        + " on them goes only with CASCADE, which is told apart.",
                "Drop it in a release after the last one that uses it.",
                "its functions and operators fail",
                "extension");
    }
}
