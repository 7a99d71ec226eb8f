package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.DomainCreated;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import java.util.List;

/** Constraints of many tables at once. */
final class BanCreateDomainWithConstraint implements Rule {

    @Override
    public String word() {
        return "ban-create-domain-with-constraint";
    }

    @Override
    public Level level() {
        return Level.ADVICE;
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public String title() {
        return "a domain is made with a constraint";
    }

    @Override
    public String why() {
        return """
                A constraint of a domain holds for every column of every table that has the type. A change of it locks and \
                reads all of these tables at once (ALTER DOMAIN), a column that is added with the type has its table written \
                anew, and arrays and composite types that use it may keep ALTER DOMAIN from working at all.""";
    }

    @Override
    public String instead() {
        return "Use the plain type, and put the CHECK on each column.";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        return statement.all(DomainCreated.class).stream()
                .filter(DomainCreated::hasConstraint)
                .map(created -> Finding.of(
                        created,
                        "to change its constraint later locks every table that uses %s".formatted(created.domain()),
                        "domain %s has a constraint".formatted(created.domain()),
                        "use the plain type, and put the CHECK on each column"))
                .toList();
    }
}
