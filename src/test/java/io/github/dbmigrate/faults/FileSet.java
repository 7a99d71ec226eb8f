package io.github.dbmigrate.faults;

import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Migrations that leave a trace: {@link SqlFile#counting} adds one to a counter and a row with its own name to a table, so that
 * a file that was applied twice, or in the wrong order, or not at all, is seen. To add a set, list its files, and what else
 * must hold in the end.
 */
enum FileSet {
    /** What migrations mostly are: each its own transaction. */
    TRANSACTIONS(Transactions.FILES, Transactions.CHECKS),

    /** The same, sent before those ahead of them have been answered. */
    PIPELINED(Transactions.FILES, Transactions.CHECKS),

    /** What cannot run in one, with and without the directive, between migrations that can. */
    OUTSIDE(
            List.of(
                    SqlFile.counting("001-users.sql", """
                            CREATE TABLE users (id int, email text);
                            INSERT INTO users SELECT g, 'u' || g FROM generate_series(1, 50) g;
                            """),
                    SqlFile.uncounted("002-index.sql", """
                            SET maintenance_work_mem = '32MB';
                            CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (email);
                            """),
                    SqlFile.counting("003-mixed.sql", """
                            -- dbmigrate: no-transaction
                            ALTER TABLE users ADD COLUMN n int DEFAULT 0;
                            CREATE INDEX CONCURRENTLY IF NOT EXISTS users_n ON users (n);
                            """, "UPDATE users SET n = n + 1;\nVACUUM users;\n"),
                    SqlFile.uncounted(
                            "004-maintenance.sql", "REINDEX INDEX CONCURRENTLY users_n;\nVACUUM ANALYZE users;\n"),
                    SqlFile.counting(
                            "005-blocks.sql",
                            """
                            -- dbmigrate: no-transaction
                            VACUUM users;
                            BEGIN;
                            ALTER TABLE users ADD COLUMN m int DEFAULT 0;
                            """,
                            "UPDATE users SET m = m + 1;\nCOMMIT;\nDROP INDEX CONCURRENTLY users_n;\n"),
                    SqlFile.counting("006-last.sql", "CREATE TABLE last ();\n")),
            List.of(
                    new Check("SELECT count(*) FROM users WHERE n = 1 AND m = 1", "50"),
                    new Check(
                            "SELECT string_agg(indexrelid::regclass || ' ' || indisvalid, ', ') FROM pg_index"
                                    + " WHERE indrelid = 'users'::regclass",
                            "users_email true"),
                    new Check("SELECT count(*) FROM dbmigrate_run", "0"))),

    /** Transactions that take several messages: those with data, and large ones. */
    SEVERAL_MESSAGES(
            List.of(
                    SqlFile.counting(
                            "001-data.sql",
                            "CREATE TABLE items (id int PRIMARY KEY, name text);\nCOPY items FROM stdin;\n" + rows(0)
                                    + "\\.\n",
                            "COPY items (id, name) FROM stdin WITH (FORMAT csv);\n-1,\"a, b\"\n\\.\n"),
                    SqlFile.counting("002-between.sql", "ALTER TABLE items ADD COLUMN price int;\n"),
                    SqlFile.counting(
                            "003-large.sql",
                            "CREATE TABLE texts (text text);\n" + large(),
                            large() + "DELETE FROM texts WHERE ctid = (SELECT min(ctid) FROM texts);\n"),
                    SqlFile.counting(
                            "004-last-data.sql",
                            "",
                            "COPY items (id, name) FROM stdin;\n" + rows(Sizes.ROWS)
                                    + "\\.\nALTER TABLE items ADD CHECK (length(name) < 200);\n")),
            List.of(
                    new Check(
                            "SELECT count(*) || ' ' || count(DISTINCT id) FROM items",
                            2 * Sizes.ROWS + 1 + " " + (2 * Sizes.ROWS + 1)),
                    new Check("SELECT count(*) || ' ' || sum(length(text)) FROM texts", "7 630000"))),

    /** Changes that are cut into batches, each a transaction, between migrations that are one. */
    BATCHES(
            List.of(
                    SqlFile.counting("001-items.sql", """
                            CREATE TABLE items (id int PRIMARY KEY, n int NOT NULL DEFAULT 0);
                            INSERT INTO items SELECT g FROM generate_series(1, 1000) g;
                            """),
                    SqlFile.uncounted(
                            "002-update.sql", "-- dbmigrate: batch 300 pause 1ms\nUPDATE items SET n = n + 1;\n"),
                    SqlFile.uncounted(
                            "003-delete.sql",
                            "-- dbmigrate: batch 400 pause 1ms\nDELETE FROM items WHERE id % 10 = 0;\n"),
                    SqlFile.counting("004-last.sql", "ALTER TABLE items ADD CHECK (n = 1);\n")),
            List.of(
                    new Check("SELECT count(*) || ' ' || sum(n) FROM items", "900 900"),
                    new Check("SELECT count(*) FROM dbmigrate_run", "0")));

    /**
     * A migration.
     *
     * @param counts whether its trace is counted; one that cannot run in a transaction is held by a {@link Check}
     */
    record SqlFile(String name, String sql, boolean counts) {

        static SqlFile counting(String name, String sql) {
            return counting(name, sql, "");
        }

        static SqlFile counting(String name, String before, String after) {
            String trace =
                    "UPDATE counted SET n = n + 1;\nINSERT INTO effects (version) VALUES ('" + version(name) + "');\n";
            return new SqlFile(name, before + trace + after, true);
        }

        /** Its trace is what a {@link Check} looks for. */
        static SqlFile uncounted(String name, String sql) {
            return new SqlFile(name, sql, false);
        }

        private static String version(String name) {
            return name.substring(0, name.length() - ".sql".length());
        }

        /** As the history has it. */
        String version() {
            return version(name);
        }
    }

    /** An enum's constants are made before its own constants. */
    private static final class Transactions {
        static final List<SqlFile> FILES = List.of(
                SqlFile.counting("001-tables.sql", """
                            CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL);
                            CREATE INDEX users_name ON users (name);
                            """),
                SqlFile.counting("002-rows.sql", """
                            INSERT INTO users SELECT g, 'user ' || g FROM generate_series(1, 50) g;
                            UPDATE users SET name = upper(name) WHERE id % 2 = 0;
                            ALTER TABLE users ADD COLUMN age int;
                            DELETE FROM users WHERE id > 40;
                            """),
                SqlFile.counting("003-notices.sql", """
                            DO $$ BEGIN
                              RAISE NOTICE 'a server that tells something sends all that it has';
                              CREATE TABLE told ();
                              RAISE WARNING 'so a message stands in the middle of the transaction';
                            END $$;
                            """),
                SqlFile.counting("004-own-transaction.sql", """
                            BEGIN;
                            CREATE TABLE wrapped (id int);
                            INSERT INTO wrapped VALUES (1), (2);
                            """, "COMMIT;\n"),
                SqlFile.counting(
                        "005-large.sql",
                        "CREATE TABLE large (text text);\nINSERT INTO large VALUES ('" + "0123456789".repeat(9_000)
                                + "');\n"),
                SqlFile.counting("006-last.sql", "ALTER TABLE users ADD CHECK (age > 0);\n"),
                SqlFile.counting("R__names.sql", "CREATE OR REPLACE VIEW names AS SELECT name FROM users;\n"));
        static final List<Check> CHECKS = List.of(
                new Check("SELECT count(*) FROM users", "40"),
                new Check("SELECT count(*) FROM wrapped", "2"),
                new Check("SELECT length(text) FROM large", "90000"),
                new Check("SELECT count(*) FROM names", "40"));
    }

    private static final class Sizes {
        static final int ROWS = 1000;
    }

    /** What a query must say in the end. */
    record Check(String sql, String answer) {}

    private final List<SqlFile> files;
    private final List<Check> checks;

    FileSet(List<SqlFile> files, List<Check> checks) {
        this.files = files;
        this.checks = checks;
    }

    /** More than one message of data. */
    private static String rows(int from) {
        return IntStream.range(from, from + Sizes.ROWS)
                .mapToObj(i -> i + "\t" + "name ".repeat(20) + i + "\n")
                .collect(Collectors.joining());
    }

    /** More than one message of statements, together with a second one. */
    private static String large() {
        return ("INSERT INTO texts VALUES ('" + "0123456789".repeat(9_000) + "');\n").repeat(4);
    }

    List<SqlFile> files() {
        return files;
    }

    List<Check> checks() {
        return checks;
    }

    /** In the order in which they are to be applied. */
    List<String> versions() {
        return files.stream().map(SqlFile::version).toList();
    }

    List<String> countedVersions() {
        return files.stream().filter(SqlFile::counts).map(SqlFile::version).toList();
    }

    /** What the traces are left in. */
    static void prepare(Db db) throws SQLException {
        db.run("CREATE TABLE counted AS SELECT 0 AS n; CREATE TABLE effects (id serial, version text)");
    }

    /** A project on a database, that applies files in the way this set is for. */
    Migrating on(Db db, Path base) {
        Migrating project = Migrating.on(db, base);
        return this == PIPELINED ? project.pipelined() : project.oneAtATime();
    }

    void writeTo(Migrating project) {
        files.forEach(file -> project.file(file.name(), file.sql()));
    }
}
