package io.github.dbmigrate.rule.catalogue;

/** DROP DOMAIN. */
final class BanDropDomain extends DroppedObject {
    BanDropDomain() {
        super(
                "ban-drop-domain",
                "a domain is dropped",
                "Casts to the domain and functions that mention it fail (PostgreSQL's documentation, DROP DOMAIN). Columns of"
                        + " it go only with CASCADE, which is told apart.",
                "Drop it in a release after the last one that uses it.",
                "casts to it fail",
                "domain");
    }
}
