package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Observation.RowSecurityWeakened;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.script.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Roles see rows that they did not see before, or no longer see theirs. */
final class WeakeningRowSecurity implements Rule {

    @Override
    public String word() {
        return "weakening-row-security";
    }

    @Override
    public Level level() {
        return Level.RISKY;
    }

    @Override
    public String title() {
        return "row level security is off, or a policy is dropped";
    }

    @Override
    public String why() {
        return """
                Without row level security every role that has the table's privileges sees and changes all its rows. Without \
                one of its policies each role sees other rows than before: more when the policy was restrictive, fewer when \
                it was permissive; without the last one, none (Row Security Policies). In both cases no query fails, so \
                nobody notices.""";
    }

    @Override
    public String instead() {
        return """
                Change a policy in its place with ALTER POLICY. Make the new policies before the old ones are dropped.""";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        List<Finding> findings = new ArrayList<>();
        statement.all(RowSecurityWeakened.class).stream()
                .filter(weakened -> !weakened.table().isNew())
                .map(WeakeningRowSecurity::off)
                .forEach(findings::add);
        statement.all(Dropped.class).stream()
                .filter(dropped -> dropped.type().equals("policy") && dropped.named())
                .filter(dropped -> dropped.relation() != null && !table(dropped).isNew())
                .map(WeakeningRowSecurity::policy)
                .forEach(findings::add);
        return findings;
    }

    private static Finding off(RowSecurityWeakened weakened) {
        return Finding.of(
                weakened,
                "roles that its policies held back see all rows of %s".formatted(weakened.table()),
                "row level security of %s is weaker than before".formatted(weakened.table()),
                "to let one role see all rows:\nCREATE POLICY %s ON %s TO <role> USING (true);"
                        .formatted(Quoted.shown(weakened.table().name() + "_all"), weakened.table()));
    }

    private static Relation table(Dropped dropped) {
        return Objects.requireNonNull(dropped.relation());
    }

    private static Finding policy(Dropped dropped) {
        String policy = Quoted.shown(dropped.name());
        return Finding.of(
                dropped,
                "roles see other rows of %s than before".formatted(table(dropped)),
                "policy %s of %s is gone".formatted(policy, table(dropped)),
                "change it in its place:\nALTER POLICY %s ON %s USING (...);".formatted(policy, table(dropped)));
    }
}
