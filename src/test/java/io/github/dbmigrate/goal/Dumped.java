package io.github.dbmigrate.goal;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The dumps of {@code src/test/resources/dump}: real outputs of pg_dump for the database that {@code shop.sql} makes. */
final class Dumped {
    static final int OLDEST = 13;
    static final int NEWEST = 18;

    /** One after the other: dropped together, the default privileges of one for another are looked for twice. */
    private static final List<String> ROLES = List.of("dump_reader", "dump_owner", "dump_admin");

    private Dumped() {}

    /** A dump: {@code 13}, {@code 17-inserts}. */
    static String sql(String name) {
        return resource("pg_dump-" + name + ".sql");
    }

    /** What was in the database that was dumped, told by a server of the same version. */
    static List<String> contents(int version) {
        return resource("pg_dump-" + version + ".contents").lines().toList();
    }

    /** What is in a database. */
    static List<String> contentsOf(Db db) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = db.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (var rows = statement.executeQuery(resource("contents.sql"))) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
        }
        return lines;
    }

    /** Makes the roles that own what is in the dumps, which are no part of them. */
    static void createRoles(Db admin) throws SQLException {
        admin.run("""
                DO $$
                DECLARE role text;
                BEGIN
                    FOREACH role IN ARRAY ARRAY['dump_admin SUPERUSER', 'dump_owner', 'dump_reader'] LOOP
                        IF to_regrole(split_part(role, ' ', 1)) IS NULL THEN
                            EXECUTE 'CREATE ROLE ' || role;
                        END IF;
                    END LOOP;
                END $$;
                """);
    }

    /** Drops what is in a database that would keep the roles, or the database itself, from being dropped. */
    static void drop(Db db) throws SQLException {
        db.run("DROP SUBSCRIPTION IF EXISTS asleep");
        for (String role : ROLES) {
            db.run("DROP OWNED BY " + role + " CASCADE");
        }
    }

    static void dropRoles(Db admin) throws SQLException {
        admin.run("DROP ROLE dump_admin, dump_owner, dump_reader");
    }

    private static String resource(String name) {
        try (var stream = Dumped.class.getResourceAsStream("/dump/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
