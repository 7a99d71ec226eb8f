package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.NeededSuperuser;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import java.util.List;

/** It fails where the migrating role is no superuser. */
final class NeedsSuperuser implements Rule {

    @Override
    public String word() {
        return "needs-superuser";
    }

    @Override
    public Level level() {
        return Level.RISKY;
    }

    @Override
    public String title() {
        return "only a superuser may run the statement";
    }

    @Override
    public String why() {
        return """
                The rehearsal runs as the plain owner of the database, as an application's migrations should, and PostgreSQL \
                refused this with 42501 until a superuser ran it. On most managed services nobody is a superuser, and a role \
                that migrates should not be one.""";
    }

    @Override
    public String instead() {
        return """
                Let an administrator do it once, before the migration, and write the migration so that it finds it done (IF \
                NOT EXISTS). Trusted extensions need no superuser (CREATE EXTENSION).""";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        return statement.all(NeededSuperuser.class).stream()
                .map(NeedsSuperuser::finding)
                .toList();
    }

    private static Finding finding(NeededSuperuser needed) {
        return Finding.of(
                needed,
                "the migration fails unless the role that runs it is a superuser",
                "as the owner of the database: " + needed.message(),
                "let an administrator run this statement once, before the migration, and take it out or write IF NOT EXISTS");
    }
}
