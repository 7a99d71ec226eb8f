package io.github.dbmigrate.testing;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.sql.SQLException;

/** A role that may log in and nothing else; it is dropped at the end, with all that it owns. */
public final class TestRole implements AutoCloseable {
    private final Db admin;
    private final String name;

    private TestRole(Db admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    /** A role named after the database, which no other test uses. */
    public static TestRole on(Db db) throws SQLException {
        String name = db.database() + "_role";
        db.run("CREATE ROLE " + name + " LOGIN PASSWORD 'guest'");
        return new TestRole(db, name);
    }

    public String name() {
        return name;
    }

    /** The database, as this role. */
    public Db db() {
        return new Db(admin.host(), admin.port(), name, "guest", admin.database());
    }

    @Override
    public void close() throws SQLException {
        admin.run("DROP OWNED BY " + name + "; DROP ROLE " + name);
    }
}
