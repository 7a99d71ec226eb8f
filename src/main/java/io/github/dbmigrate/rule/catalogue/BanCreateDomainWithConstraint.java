package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.DomainCreated;
import java.util.stream.Stream;

/** Constraints of many tables at once. */
final class BanCreateDomainWithConstraint extends Danger {

    BanCreateDomainWithConstraint() {
        super(
                "ban-create-domain-with-constraint",
                Level.ADVICE,
                "a domain is made with a constraint",
                """
                A constraint of a domain holds for every column of every table that has the type. A change of it locks and \
                reads all of these tables at once (ALTER DOMAIN), a column that is added with the type has its table written \
                anew, and arrays and composite types that use it may keep ALTER DOMAIN from working at all.""",
                "Use the plain type, and put the CHECK on each column.");
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(DomainCreated.class).stream()
                .filter(DomainCreated::hasConstraint)
                .map(created -> Finding.of(
                        created,
                        "to change its constraint later locks every table that uses %s".formatted(created.domain()),
                        "domain %s has a constraint".formatted(created.domain()),
                        "use the plain type, and put the CHECK on each column"));
    }
}
