package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.RowSecurityWithoutPolicy;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.script.Quoted;
import java.util.List;

/** Nobody but the owner sees a row. */
final class RlsWithoutPolicy implements Rule {

    @Override
    public String word() {
        return "rls-without-policy";
    }

    @Override
    public Level level() {
        return Level.RISKY;
    }

    @Override
    public String title() {
        return "row level security is on, but there is no policy";
    }

    @Override
    public String why() {
        return """
                A table that has row level security and no policy shows no row to anybody but its owner, and takes none: a \
                default deny (Row Security Policies). Reads do not fail, they come back empty, and an application that \
                connects as the owner does not notice.""";
    }

    @Override
    public String instead() {
        return "Make the policies first, then enable row level security, both in the same transaction.";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        return statement.all(RowSecurityWithoutPolicy.class).stream()
                .filter(without -> !without.table().isNew())
                .map(RlsWithoutPolicy::finding)
                .toList();
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
