package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.DomainConstraintAdded;
import io.github.dbmigrate.rule.Observation.Scanned;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** A domain's new constraint is checked at once in all tables that use it. */
final class BanAlterDomainWithAddConstraint extends Danger {

    BanAlterDomainWithAddConstraint() {
        super(
                "ban-alter-domain-with-add-constraint",
                Level.BLOCKING,
                "a domain's new constraint is checked in all tables at once",
                "ALTER DOMAIN ADD CONSTRAINT and SET NOT NULL read every table with a column of the domain under a SHARE lock, and"
                        + " fail if a row is at odds (PostgreSQL's documentation, ALTER DOMAIN).",
                "Add it NOT VALID, and VALIDATE it in the next migration.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(DomainConstraintAdded.class).stream()
                .filter(DomainConstraintAdded::validated)
                .flatMap(added -> evidence.existing(Scanned.class, Scanned::relation).stream()
                        .map(scanned ->
                                finding(evidence, added, scanned.relation()).weighedBy(scanned.relation(), Work.SCAN)));
    }

    private static Finding finding(Evidence evidence, DomainConstraintAdded added, Relation table) {
        return Finding.of(
                added,
                table + " cannot be written while its values of domain " + added.domain() + " are checked",
                evidence.seen(table),
                added.name().isEmpty()
                        ? notNull(added.domain())
                        : evidence.statement().text() + " NOT VALID;" + Sql.NEXT + "ALTER DOMAIN " + added.domain()
                                + " VALIDATE CONSTRAINT " + Quoted.shown(added.name()) + ";");
    }

    private static String notNull(String domain) {
        return "ALTER DOMAIN " + domain + " ADD CONSTRAINT filled CHECK (VALUE IS NOT NULL) NOT VALID;" + Sql.NEXT
                + "ALTER DOMAIN " + domain + " VALIDATE CONSTRAINT filled;";
    }
}
