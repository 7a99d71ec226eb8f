package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.schema.SchemaDifference;

/** What the target has that its migrations do not make, and the other way round: somebody has changed it by hand. */
public final class Drift {
    private static final int MAJOR = 10_000;

    private final Fingerprint fingerprint;

    public Drift(Fingerprint fingerprint) {
        this.fingerprint = fingerprint;
    }

    /**
     * What leads from the rehearsed schema to the target's: {@code +} is only in the target. Costs each of them one exchange when they
     * are alike, and two or three when they are not.
     *
     * @throws io.github.dbmigrate.diagnostic.DiagnosticException when one of them cannot be read: then nobody knows whether they differ
     */
    public SchemaDifference between(Database rehearsed, Database target) {
        if (fingerprint.hash(rehearsed).equals(fingerprint.hash(target))) {
            return SchemaDifference.NONE;
        }
        boolean sameMajor = rehearsed.serverVersion() / MAJOR == target.serverVersion() / MAJOR;
        SchemaDifference difference =
                SchemaDifference.between(fingerprint.read(rehearsed), fingerprint.read(target), sameMajor);
        return difference.removed().stream().anyMatch(object -> object.kind().equals("grant"))
                ? difference.withoutRemoved(Owners.of(target)::isGrantToOwner)
                : difference;
    }
}
