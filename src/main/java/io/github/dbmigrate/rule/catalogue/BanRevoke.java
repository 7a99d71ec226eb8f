package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Revoked;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import java.util.List;

/** Somebody may no longer do what he could. */
final class BanRevoke implements Rule {

    @Override
    public String word() {
        return "ban-revoke";
    }

    @Override
    public Level level() {
        return Level.RISKY;
    }

    @Override
    public String title() {
        return "a privilege is taken away";
    }

    @Override
    public String why() {
        return """
                Whoever relied on it fails with 42501, permission denied, from the commit on: versions of the application \
                that still run, reports, jobs (REVOKE). What was granted to PUBLIC is taken from every role.""";
    }

    @Override
    public String instead() {
        return """
                Let the role stop using it first, and find out with the server's log or pg_stat_statements who else does. \
                Grant what is still needed in the same transaction.""";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        return statement.all(Revoked.class).stream().map(BanRevoke::finding).toList();
    }

    private static Finding finding(Revoked revoked) {
        return Finding.of(
                revoked,
                "%s may no longer %s on %s".formatted(revoked.from(), revoked.privileges(), revoked.object()),
                "%s on %s was granted to %s".formatted(revoked.privileges(), revoked.object(), revoked.from()),
                "to go back:\nGRANT %s ON %s TO %s;".formatted(revoked.privileges(), revoked.object(), revoked.from()));
    }
}
