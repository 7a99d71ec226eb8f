package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.Reply.Row;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.script.Contents;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Script;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A database that is there for a rehearsal alone, and two roles to play in it: a plain one that owns the database, as migrations
 * usually run, and a superuser for what that one may not do. Nothing of it outlives the rehearsal: a throw-away server goes as a
 * whole; from a user's own server the database goes, and every role that was not there before.
 */
public final class Stage implements AutoCloseable {
    /** Whom the database belongs to. */
    static final String OWNER = "dbmigrate_owner";

    private static final String SUPERUSER = "dbmigrate_superuser";

    /** Since then schema public belongs to whoever owns the database. */
    private static final int OWNER_HAS_PUBLIC = 150000;

    private static final int SECRET_BYTES = 24;

    private final Database admin;
    private final String adminRole;
    private final Database home;
    private final @Nullable String madeDatabase;
    private final Set<String> rolesBefore;
    private final List<String> stubs = new ArrayList<>();
    private final List<Contents> played = new ArrayList<>();
    private final String secret = secret();
    private @Nullable Database owner;
    private @Nullable Database superuser;

    private Stage(
            Database admin, String adminRole, Database home, @Nullable String madeDatabase, Set<String> rolesBefore) {
        this.admin = admin;
        this.adminRole = adminRole;
        this.home = home;
        this.madeDatabase = madeDatabase;
        this.rolesBefore = rolesBefore;
    }

    /**
     * On a server that is thrown away afterwards, whose superuser the connection belongs to. The database it is connected to is
     * used as it is.
     */
    public static Stage onThrowAwayServer(Database admin) {
        Who who = Who.of(admin);
        Stage stage = new Stage(admin, who.role(), admin, null, Set.of());
        stage.makeRoles(OWNER, who.serverVersion());
        return stage;
    }

    /**
     * On a server of the user's, in a new database.
     *
     * @throws DiagnosticException when the role may not create databases
     */
    public static Stage onServerOf(Database admin) {
        Who who = Who.of(admin);
        String name = "dbmigrate_rehearsal_" + HexFormat.of().formatHex(random(4));
        Set<String> roles = roles(admin);
        ServerError error = admin.run(
                        "CREATE DATABASE " + Quoted.identifier(name) + " TEMPLATE template0", notice -> {})
                .error();
        if (error != null) {
            throw new DiagnosticException(
                    "no database for the rehearsal",
                    Diagnostic.error(
                                    "no-shadow-database",
                                    who.role() + " may not create the rehearsal's database: " + error.message())
                            .sqlState(error.sqlState())
                            .help("ALTER ROLE " + Quoted.identifier(who.role()) + " CREATEDB;")
                            .help("or leave shadowUrl out: a throw-away PostgreSQL is started then"));
        }
        Stage stage = null;
        try {
            stage = new Stage(admin, who.role(), admin.to(name), name, roles);
            if (who.superuser()) {
                stage.makeRoles(OWNER + "_" + HexFormat.of().formatHex(random(4)), who.serverVersion());
            } else {
                stage.owner = stage.home;
            }
            return stage;
        } catch (SQLException e) {
            admin.run("DROP DATABASE " + Quoted.identifier(name), notice -> {});
            throw new DiagnosticException(
                    "no database for the rehearsal",
                    Diagnostic.error("no-shadow-database", "the rehearsal's database lets nobody in")
                            .sqlState(e.getSQLState()));
        } catch (RuntimeException e) {
            if (stage != null) {
                stage.close();
            }
            throw e;
        }
    }

    private void makeRoles(String ownerRole, int serverVersion) {
        String superuserRole = ownerRole.replace(OWNER, SUPERUSER);
        home.run(makeRole(ownerRole, "LOGIN") + makeRole(superuserRole, "LOGIN SUPERUSER"), notice -> {});
        mustRun("ALTER DATABASE " + Quoted.identifier(Who.of(home).database()) + " OWNER TO "
                + Quoted.identifier(ownerRole)
                + (serverVersion < OWNER_HAS_PUBLIC
                        ? ";\nALTER SCHEMA public OWNER TO " + Quoted.identifier(ownerRole)
                        : ""));
        try {
            owner = home.as(ownerRole, secret);
            superuser = home.as(superuserRole, secret);
        } catch (SQLException e) {
            throw new IllegalStateException("the rehearsal's own role cannot connect", e);
        }
    }

    /** Whether it was made by an earlier rehearsal, whose cluster this one has, makes no difference. */
    private String makeRole(String role, String attributes) {
        return "DO $$ BEGIN CREATE ROLE " + Quoted.identifier(role)
                + "; EXCEPTION WHEN duplicate_object THEN NULL; END $$;\n"
                + "ALTER ROLE " + Quoted.identifier(role) + " " + attributes + " PASSWORD " + Quoted.literal(secret)
                + ";\n";
    }

    private void mustRun(String sql) {
        ServerError error = home.run(sql, notice -> {}).error();
        if (error != null) {
            throw new IllegalStateException("the stage cannot be set: " + error.message());
        }
    }

    /** The plain role's session. */
    public Database owner() {
        if (owner == null) {
            throw new IllegalStateException("nobody owns the stage");
        }
        return owner;
    }

    /** The superuser's session; null where there is none, as on a server whose role is no superuser. */
    @Nullable
    Database superuser() {
        return superuser;
    }

    /** Whether all of the server is thrown away, so that migrations may do what they like to it. */
    boolean isThrowAway() {
        return madeDatabase == null;
    }

    /** A migration is run here, and may make roles. */
    void plays(Migration migration) {
        played.add(migration.contents());
    }

    /** A role that does not exist here, but elsewhere; it can do nothing. False when it cannot be made. */
    boolean stubRole(String role) {
        if (superuser == null) {
            return false;
        }
        ServerError error = superuser
                .run(
                        "CREATE ROLE " + Quoted.identifier(role) + " NOLOGIN;\nGRANT " + Quoted.identifier(role)
                                + " TO " + Quoted.identifier(Who.of(owner()).role()),
                        notice -> {})
                .error();
        if (error == null) {
            stubs.add(role);
        }
        return error == null;
    }

    /** A database that does not exist here, but elsewhere; it is empty. False when it cannot be made. */
    boolean stubDatabase(String name) {
        if (superuser == null || !isThrowAway()) {
            return false;
        }
        ServerError error = superuser
                .run(
                        "CREATE DATABASE " + Quoted.identifier(name) + " OWNER "
                                + Quoted.identifier(Who.of(owner()).role()) + " TEMPLATE template0",
                        notice -> {})
                .error();
        return error == null;
    }

    /** Whether a role of the server's own has this name: none that the rehearsal has made. */
    boolean isForeign(String role) {
        return rolesBefore.contains(role);
    }

    /** The roles that were missing. */
    List<String> stubs() {
        return List.copyOf(stubs);
    }

    /** Gives the plain role what the superuser has made, as if it had made it itself. Event triggers stay with the superuser. */
    void handOver() {
        if (superuser != null) {
            superuser.run(
                    "REASSIGN OWNED BY " + Quoted.identifier(Who.of(superuser).role()) + " TO "
                            + Quoted.identifier(Who.of(owner()).role()),
                    notice -> {});
        }
    }

    /** The plain role's session anew, when the one before was lost. */
    void reconnect() throws SQLException {
        Database lost = owner();
        owner = lost.another();
        lost.close();
    }

    @Override
    public void close() {
        closeSession(owner);
        closeSession(superuser);
        if (madeDatabase == null) {
            return;
        }
        closeSession(home);
        admin.run(
                "SELECT pg_catalog.pg_terminate_backend(a.pid) FROM pg_catalog.pg_stat_activity a WHERE a.datname = "
                        + Quoted.literal(madeDatabase),
                notice -> {});
        admin.run("DROP DATABASE " + Quoted.identifier(madeDatabase), notice -> {});
        Set<String> made = roles(admin);
        made.removeAll(rolesBefore);
        for (String role : made) {
            if (isOurs(role)) {
                admin.run("DROP ROLE " + Quoted.identifier(role), notice -> {});
            }
        }
    }

    /** Others may make roles on the same server meanwhile: only those count that the rehearsal has made, or a migration names. */
    private boolean isOurs(String role) {
        return role.startsWith(OWNER)
                || role.startsWith(SUPERUSER)
                || stubs.contains(role)
                || played.stream()
                        .anyMatch(file ->
                                file instanceof Script script && script.text().contains(role));
    }

    private void closeSession(@Nullable Database session) {
        if (session != null && session != admin) {
            session.close();
        }
    }

    private static Set<String> roles(Database database) {
        Reply reply = database.read("SELECT r.rolname FROM pg_catalog.pg_roles r");
        Set<String> roles = new TreeSet<>();
        for (Row row : reply.rows(0)) {
            roles.add(row.text(0));
        }
        return roles;
    }

    private static String secret() {
        return HexFormat.of().formatHex(random(SECRET_BYTES));
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Stage[" + adminRole + "]";
    }

    /** Who a session is, and where. */
    record Who(String role, String database, boolean superuser, int serverVersion) {
        static Who of(Database database) {
            Reply reply = database.read("SELECT current_user, pg_catalog.current_database(), r.rolsuper,"
                    + " pg_catalog.current_setting('server_version_num') FROM pg_catalog.pg_roles r"
                    + " WHERE r.rolname = current_user");
            ServerError error = reply.error();
            if (error != null) {
                throw new IllegalStateException("the session does not know who it is: " + error.message());
            }
            Row row = reply.rows(0).get(0);
            return new Who(row.text(0), row.text(1), row.isTrue(2), Integer.parseInt(row.text(3)));
        }
    }
}
