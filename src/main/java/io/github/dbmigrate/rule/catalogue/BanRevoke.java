package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Revoked;
import io.github.dbmigrate.rule.Observed;
import java.util.stream.Stream;

/** Somebody may no longer do what he could. */
final class BanRevoke extends Danger {

    BanRevoke() {
        super("ban-revoke", Level.RISKY, "a privilege is taken away", """
                Whoever relied on it fails with 42501, permission denied, from the commit on: versions of the application \
                that still run, reports, jobs (REVOKE). What was granted to PUBLIC is taken from every role.""", """
                Let the role stop using it first, and find out with the server's log or pg_stat_statements who else does. \
                Grant what is still needed in the same transaction.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        return statement.all(Revoked.class).stream().map(revoked -> finding(revoked, kind(statement, revoked)));
    }

    /** A text says itself what it is about. */
    private static String kind(Observed statement, Revoked revoked) {
        if (statement.source() == Observed.Source.READ) {
            return "";
        }
        return revoked.object().endsWith(")") ? "ROUTINE " : revoked.object().indexOf('.') < 0 ? "SCHEMA " : "";
    }

    private static Finding finding(Revoked revoked, String kind) {
        return Finding.of(
                revoked,
                "%s may no longer %s on %s".formatted(revoked.from(), revoked.privileges(), revoked.object()),
                "%s on %s was granted to %s".formatted(revoked.privileges(), revoked.object(), revoked.from()),
                "to go back:\nGRANT %s ON %s%s TO %s;"
                        .formatted(revoked.privileges(), kind, revoked.object(), revoked.from()));
    }
}
