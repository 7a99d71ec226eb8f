package io.github.dbmigrate.rule.catalogue;

/** DROP VIEW, DROP MATERIALIZED VIEW, DROP FOREIGN TABLE. */
final class BanDropView extends DroppedObject {
    BanDropView() {
        super(
                "ban-drop-view",
                "a view is dropped",
                "Queries that name the view fail (PostgreSQL's documentation, DROP VIEW). Its rows are those of its tables:"
                        + " nothing is lost.",
                "Drop it in a release after the last one that reads it. To change it, CREATE OR REPLACE VIEW, or drop it and"
                        + " create it again in one transaction.",
                "queries that name it fail",
                "view",
                "materialized view",
                "foreign table");
    }
}
