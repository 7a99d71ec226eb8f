package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.RowSecurityWithoutPolicy;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** Nobody but the owner sees a row. */
final class RlsWithoutPolicy extends Danger {

    RlsWithoutPolicy() {
        super(
                "rls-without-policy",
                Level.RISKY,
                "row level security is on, but there is no policy",
                """
                A table that has row level security and no policy shows no row to anybody but its owner, and takes none: a \
                default deny (Row Security Policies). Reads do not fail, they come back empty, and an application that \
                connects as the owner does not notice.""",
                "Make the policies first, then enable row level security, both in the same transaction.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(RowSecurityWithoutPolicy.class, RowSecurityWithoutPolicy::table).stream()
                .map(RlsWithoutPolicy::finding);
    }

    private static Finding finding(RowSecurityWithoutPolicy without) {
        return Finding.of(
                without,
                "every role but the owner of %s sees none of its rows".formatted(without.table()),
                "%s has row level security, and no policy".formatted(without.table()),
                "in the same file, above it:\nCREATE POLICY %s ON %s TO <role> USING (...);"
                        .formatted(Quoted.shown(without.table().name() + "_policy"), without.table()));
    }
}
