package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.NeededSuperuser;
import java.util.stream.Stream;

/** It fails where the migrating role has no more rights than the database's owner. */
final class NeedsSuperuser extends Danger {

    NeedsSuperuser() {
        super("needs-superuser", Level.RISKY, "the owner of the database may not run the statement", """
                The rehearsal runs as the plain owner of the database, as an application's migrations should, and PostgreSQL \
                refused this with 42501 until a superuser ran it. On most managed services nobody is a superuser, and a role \
                that migrates should not be one.""", """
                Let an administrator do it once, before the migration, and write the migration so that it finds it done (IF \
                NOT EXISTS). Trusted extensions need no superuser (CREATE EXTENSION).""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(NeededSuperuser.class).stream().map(NeedsSuperuser::finding);
    }

    private static Finding finding(NeededSuperuser needed) {
        return Finding.of(
                needed,
                "the migration fails where the role that runs it is only the owner of the database",
                "as the owner of the database: " + needed.message(),
                "let an administrator run this statement once, and take it out, or give the role the right that it lacks");
    }
}
