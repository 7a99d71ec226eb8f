package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Observation.RowSecurityWeakened;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.Objects;
import java.util.stream.Stream;

/** Roles see rows that they did not see before, or no longer see theirs. */
final class WeakeningRowSecurity extends Danger {

    WeakeningRowSecurity() {
        super("weakening-row-security", Level.RISKY, "row level security is off, or a policy is dropped", """
                Without row level security every role that has the table's privileges sees and changes all its rows. Without \
                one of its policies each role sees other rows than before: more when the policy was restrictive, fewer when \
                it was permissive; without the last one, none (Row Security Policies). In both cases no query fails, so \
                nobody notices.""", """
                Change a policy in its place with ALTER POLICY. Make the new policies before the old ones are dropped.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return Stream.concat(
                evidence.existing(RowSecurityWeakened.class, RowSecurityWeakened::table).stream()
                        .map(WeakeningRowSecurity::off),
                evidence.existing(Dropped.class, Dropped::relation).stream()
                        .filter(dropped -> dropped.type().equals("policy") && dropped.named())
                        .map(dropped -> policy(dropped, Objects.requireNonNull(dropped.relation()))));
    }

    private static Finding off(RowSecurityWeakened weakened) {
        return Finding.of(
                weakened,
                "roles that its policies held back see all rows of %s".formatted(weakened.table()),
                "row level security of %s is weaker than before".formatted(weakened.table()),
                "to let one role see all rows:\nCREATE POLICY %s ON %s TO <role> USING (true);"
                        .formatted(Quoted.shown(weakened.table().name() + "_all"), weakened.table()));
    }

    private static Finding policy(Dropped dropped, Relation table) {
        String policy = Quoted.shown(dropped.name());
        return Finding.of(
                dropped,
                "roles see other rows of %s than before".formatted(table),
                "policy %s of %s is gone".formatted(policy, table),
                "change it in its place:\nALTER POLICY %s ON %s USING (...);".formatted(policy, table));
    }
}
