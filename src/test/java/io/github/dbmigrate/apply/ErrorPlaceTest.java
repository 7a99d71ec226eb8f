package io.github.dbmigrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where the server's errors are shown, and how. */
@ExtendWith(PostgresExtension.class)
class ErrorPlaceTest {
    private static final String USERS = """
            CREATE TABLE users (id int PRIMARY KEY, email text);
            INSERT INTO users VALUES (1, 'a'), (2, NULL);
            CREATE FUNCTION broken(n int) RETURNS int LANGUAGE plpgsql AS $$
            BEGIN
              RETURN n / 0;
            END $$;
            """;

    /** For all tests but the last: what fails leaves nothing behind. */
    private static Db shared = TestPostgres.admin();

    @TempDir
    Path directory;

    @BeforeAll
    static void applyTheFirstMigration(Db db, @TempDir Path first) {
        Migrating.on(db, first).file("001-users.sql", USERS).run().ok();
        shared = db;
    }

    private Migrating broken(String sql) {
        return Migrating.on(shared, directory).file("001-users.sql", USERS).file("002-broken.sql", sql);
    }

    private static void needs(int major, String why) throws SQLException {
        assumeTrue(Integer.parseInt(shared.ask("SHOW server_version_num")) / 10_000 >= major, why);
    }

    private static String problemOf(Migrating project) {
        return project.run().problems();
    }

    @Test
    void anUnknownColumn() {
        assertThat(problemOf(broken("SELECT nope FROM users;\n"))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:1:8  (statement 1 of 1)
                          |
                        1 | SELECT nope FROM users;
                          |        ^^^^""");
    }

    @Test
    void afterTabsEmojiAndWideCharacters() {
        assertThat(problemOf(broken("SELECT '\uD83D\uDE00\uD83D\uDE00',\t'\u4E2D\u6587',\tnope FROM users;\n")))
                .isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:1:20  (statement 1 of 1)
                          |
                        1 | SELECT '😀😀',  '中文', nope FROM users;
                          |                         ^^^^""");
    }

    @Test
    void afterWindowsLineEnds() {
        assertThat(problemOf(broken("SELECT 1;\r\nSELECT 2;\r\n  SELECT nope;\r\n")))
                .isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:3:10  (statement 3 of 3)
                          |
                        3 |   SELECT nope;
                          |          ^^^^""");
    }

    @Test
    void afterLineEndsOfBothKinds() {
        assertThat(problemOf(broken("SELECT 1;\r\nSELECT 2;\n  SELECT nope\r\n;\n")))
                .isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:3:10  (statement 3 of 3)
                          |
                        3 |   SELECT nope
                          |          ^^^^""");
    }

    @Test
    void afterAByteOrderMark() {
        assertThat(problemOf(broken("\uFEFFSELECT nope;\n"))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:1:8  (statement 1 of 1)
                          |
                        1 | SELECT nope;
                          |        ^^^^""");
    }

    @Test
    void inTheSecondOfThreeStatements() {
        assertThat(problemOf(broken("""
                        SELECT 1;
                        SELECT 2,
                          nope;
                        SELECT 3;
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:3:3  (statement 2 of 3)
                          |
                        2 | SELECT 2,
                        3 |   nope;
                          |   ^^^^""");
    }

    @Test
    void inAStatementWithoutSemicolon() {
        assertThat(problemOf(broken("""
                        SELECT 1;
                        SELECT nope"""))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:2:8  (statement 2 of 2)
                          |
                        2 | SELECT nope
                          |        ^^^^""");
    }

    @Test
    void atTheEndOfAStatementWithoutSemicolon() {
        assertThat(problemOf(broken("""
                        SELECT 1;
                        SELECT 1 FROM
                        """))).isEqualTo("""
                        error[42601]: syntax error at end of input
                         --> db/002-broken.sql:2:14  (statement 2 of 2)
                          |
                        2 | SELECT 1 FROM
                          |              ^""");
    }

    @Test
    void beforeACommentOnTheLastLine() {
        assertThat(problemOf(broken("""
                        SELECT 1;
                        SELECT nope -- at the end"""))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:2:8  (statement 2 of 2)
                          |
                        2 | SELECT nope -- at the end
                          |        ^^^^""");
    }

    @Test
    void atTheEndOfAStatementBeforeACommentOnTheLastLine() {
        assertThat(problemOf(broken("""
                        SELECT 1;
                        SELECT 1 + -- at the end"""))).isEqualTo("""
                        error[42601]: syntax error at end of input
                         --> db/002-broken.sql:2:11  (statement 2 of 2)
                          |
                        2 | SELECT 1 + -- at the end
                          |           ^""");
    }

    @Test
    void belowItsOwnComment() {
        assertThat(problemOf(broken("""
                        SELECT 1;

                        -- the column
                        SELECT nope;
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:4:8  (statement 2 of 2)
                          |
                        3 | -- the column
                        4 | SELECT nope;
                          |        ^^^^""");
    }

    @Test
    void belowALineThatOnlyPsqlUnderstands() {
        assertThat(problemOf(broken("\\restrict abc\nSELECT nope;\n\\unrestrict abc\n")))
                .isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:2:8  (statement 1 of 1)
                          |
                        1 | \\restrict abc
                        2 | SELECT nope;
                          |        ^^^^""");
    }

    @Test
    void behindSetTransaction() {
        assertThat(problemOf(broken("""
                        SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
                        SELECT nope;
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:2:8  (statement 2 of 2)
                          |
                        2 | SELECT nope;
                          |        ^^^^""");
    }

    @Test
    void aSyntaxError() {
        assertThat(problemOf(broken("""
                        SELECT 1;
                        CREATE TABEL x (id int);
                        """))).isEqualTo("""
                        error[42601]: syntax error at or near "TABEL"
                         --> db/002-broken.sql:2:8  (statement 2 of 2)
                          |
                        2 | CREATE TABEL x (id int);
                          |        ^^^^^""");
    }

    @Test
    void aNameInQuotesIsMarkedWhole() {
        assertThat(problemOf(broken("SELECT * FROM \"no \"\"such\"\" table\";\n")))
                .isEqualTo("""
                        error[42P01]: relation "no "such" table" does not exist
                         --> db/002-broken.sql:1:15  (statement 1 of 1)
                          |
                        1 | SELECT * FROM "no ""such"" table";
                          |               ^^^^^^^^^^^^^^^^^^^""");
    }

    @Test
    void aStringIsMarkedWhole() {
        assertThat(problemOf(broken("SELECT 1 + 'it''s';\n"))).isEqualTo("""
                        error[22P02]: invalid input syntax for type integer: "it's"
                         --> db/002-broken.sql:1:12  (statement 1 of 1)
                          |
                        1 | SELECT 1 + 'it''s';
                          |            ^^^^^^^""");
    }

    @Test
    void aStringWithBackslashesIsMarkedWhole() {
        assertThat(problemOf(broken("SELECT 1 + E'it\\'s';\n"))).isEqualTo("""
                        error[22P02]: invalid input syntax for type integer: "it's"
                         --> db/002-broken.sql:1:12  (statement 1 of 1)
                          |
                        1 | SELECT 1 + E'it\\'s';
                          |            ^^^^^^^^""");
    }

    @Test
    void aStringInDollarsIsMarkedWhole() {
        assertThat(problemOf(broken("SELECT 1 + $a$it's$a$;\n"))).isEqualTo("""
                        error[22P02]: invalid input syntax for type integer: "it's"
                         --> db/002-broken.sql:1:12  (statement 1 of 1)
                          |
                        1 | SELECT 1 + $a$it's$a$;
                          |            ^^^^^^^^^^""");
    }

    @Test
    void anOperatorIsMarkedWhole() {
        assertThat(problemOf(broken("SELECT id ==> 3 FROM users;\n"))).isEqualTo("""
                        error[42883]: operator does not exist: integer ==> integer
                         --> db/002-broken.sql:1:11  (statement 1 of 1)
                          |
                        1 | SELECT id ==> 3 FROM users;
                          |           ^^^
                          = hint: No operator matches the given name and argument types. You might need to add explicit type casts.""");
    }

    @Test
    void inAStatementOfADoBlock() {
        assertThat(problemOf(broken("""
                        SELECT 1;

                        DO $$
                        BEGIN
                          UPDATE users
                             SET emial = 'x'
                           WHERE id = 1;
                        END $$;
                        """))).isEqualTo("""
                        error[42703]: column "emial" of relation "users" does not exist
                         --> db/002-broken.sql:6:10  (statement 2 of 2)
                          |
                        3 | DO $$
                          :\s
                        6 |      SET emial = 'x'
                          |          ^^^^^
                          = at: PL/pgSQL DO block, line 3, SQL statement""");
    }

    @Test
    void inAStatementOfADoBlockWithInto() {
        assertThat(problemOf(broken("""
                        DO $$
                        DECLARE n int;
                        BEGIN
                          SELECT id INTO STRICT n
                            FROM users WHERE emial = 'x';
                        END $$;
                        """))).isEqualTo("""
                        error[42703]: column "emial" does not exist
                         --> db/002-broken.sql:5:22  (statement 1 of 1)
                          |
                        1 | DO $$
                          :\s
                        5 |     FROM users WHERE emial = 'x';
                          |                      ^^^^^
                          = at: PL/pgSQL DO block, line 4, SQL statement
                          = hint: Perhaps you meant to reference the column "users.email".""");
    }

    @Test
    void inTheSecondOfTwoEqualStatementsOfADoBlock() {
        assertThat(problemOf(broken("""
                        DO $$
                        BEGIN
                          -- SELECT nope FROM users
                          PERFORM 1;
                          PERFORM nope FROM users;
                        END $$;
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:5:11  (statement 1 of 1)
                          |
                        1 | DO $$
                          :\s
                        5 |   PERFORM nope FROM users;
                          |           ^^^^
                          = at: PL/pgSQL DO block, line 5, PERFORM""");
    }

    @Test
    void inAConditionOfADoBlock() {
        assertThat(problemOf(broken("""
                        DO $$
                        DECLARE x int := 1;
                        BEGIN
                          IF x = nope THEN
                            RETURN;
                          END IF;
                        END $$;
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:4:10  (statement 1 of 1)
                          |
                        1 | DO $$
                          :\s
                        4 |   IF x = nope THEN
                          |          ^^^^
                          = at: PL/pgSQL DO block, line 4, IF""");
    }

    @Test
    void inAnAssignmentOfADoBlock() {
        assertThat(problemOf(broken("""
                        DO $$
                        DECLARE n int;
                        BEGIN
                          n := nope + 1;
                        END $$;
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:4:8  (statement 1 of 1)
                          |
                        1 | DO $$
                          :\s
                        4 |   n := nope + 1;
                          |        ^^^^
                          = at: PL/pgSQL DO block, line 4, assignment""");
    }

    @Test
    void inADeclarationOfADoBlock() throws SQLException {
        needs(14, "before, the server names the line of BEGIN");
        assertThat(problemOf(broken("""
                        DO $$
                        DECLARE
                          n int := nope;
                        BEGIN
                        END $$;
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:3:12  (statement 1 of 1)
                          |
                        1 | DO $$
                          :\s
                        3 |   n int := nope;
                          |            ^^^^
                          = at: PL/pgSQL DO block, line 3, during statement block local variable initialization""");
    }

    @Test
    void inALoopOfADoBlock() {
        assertThat(problemOf(broken("""
                        DO $$
                        DECLARE r record;
                        BEGIN
                          FOR r IN SELECT nope FROM users LOOP
                            NULL;
                          END LOOP;
                        END $$;
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:4:19  (statement 1 of 1)
                          |
                        1 | DO $$
                          :\s
                        4 |   FOR r IN SELECT nope FROM users LOOP
                          |                   ^^^^
                          = at: PL/pgSQL DO block, line 4, FOR over SELECT rows""");
    }

    @Test
    void inADoBlockWhoseTagIsOnTheNextLine() {
        assertThat(problemOf(broken("""
                        DO LANGUAGE plpgsql
                        $body$ BEGIN
                          PERFORM nope;
                        END $body$;
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:3:11  (statement 1 of 1)
                          |
                        1 | DO LANGUAGE plpgsql
                          :\s
                        3 |   PERFORM nope;
                          |           ^^^^
                          = at: PL/pgSQL DO block, line 2, PERFORM""");
    }

    @Test
    void inADoBlockInSingleQuotes() {
        assertThat(problemOf(broken("""
                        DO '
                        BEGIN
                          PERFORM ''x'' || nope;
                        END';
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:3:20  (statement 1 of 1)
                          |
                        1 | DO '
                          :\s
                        3 |   PERFORM ''x'' || nope;
                          |                    ^^^^
                          = at: PL/pgSQL DO block, line 3, PERFORM""");
    }

    @Test
    void inAnExceptionHandlerOfADoBlock() {
        assertThat(problemOf(broken("""
                        DO $$
                        BEGIN
                          PERFORM 1/0;
                        EXCEPTION WHEN division_by_zero THEN
                          INSERT INTO users VALUES (1);
                        END $$;
                        """))).isEqualTo("""
                        error[23505]: duplicate key value violates unique constraint "users_pkey"
                         --> db/002-broken.sql:5:3  (statement 1 of 1)
                          |
                        1 | DO $$
                          :\s
                        5 |   INSERT INTO users VALUES (1);
                          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          = at: PL/pgSQL DO block, line 5, SQL statement
                          = detail: Key (id)=(1) already exists.""");
    }

    @Test
    void aViolationInADoBlock() {
        assertThat(problemOf(broken("""
                        DO $$
                        BEGIN
                          PERFORM 1;
                          INSERT INTO users
                          VALUES (1);
                        END $$;
                        """))).isEqualTo("""
                        error[23505]: duplicate key value violates unique constraint "users_pkey"
                         --> db/002-broken.sql:4:3  (statement 1 of 1)
                          |
                        1 | DO $$
                          :\s
                        4 |   INSERT INTO users
                          |   ^^^^^^^^^^^^^^^^^
                          = at: PL/pgSQL DO block, line 4, SQL statement
                          = detail: Key (id)=(1) already exists.""");
    }

    @Test
    void aRaiseInADoBlock() {
        assertThat(problemOf(broken("""
                        DO $$
                        BEGIN
                          RAISE EXCEPTION 'no % here', 'milk'
                            USING DETAIL = 'the fridge is empty', HINT = 'buy some';
                        END $$;
                        """))).isEqualTo("""
                        error[P0001]: no milk here
                         --> db/002-broken.sql:3:3  (statement 1 of 1)
                          |
                        1 | DO $$
                          :\s
                        3 |   RAISE EXCEPTION 'no % here', 'milk'
                          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          = at: PL/pgSQL DO block, line 3, RAISE
                          = detail: the fridge is empty
                          = hint: buy some""");
    }

    @Test
    void dynamicSqlInADoBlock() {
        assertThat(problemOf(broken("""
                        DO $$
                        BEGIN
                          EXECUTE 'SELECT nope ' || 'FROM users';
                        END $$;
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:3:3  (statement 1 of 1)
                          |
                        1 | DO $$
                          :\s
                        3 |   EXECUTE 'SELECT nope ' || 'FROM users';
                          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          = dynamic SQL: SELECT nope FROM users
                          = at: PL/pgSQL DO block, line 3, EXECUTE""");
    }

    @Test
    void aSyntaxErrorInADoBlock() {
        assertThat(problemOf(broken("""
                        DO $$
                        BEGIN
                          RETRUN;
                        END $$;
                        """))).isEqualTo("""
                        error[42601]: syntax error at or near "RETRUN"
                         --> db/002-broken.sql:3:3  (statement 1 of 1)
                          |
                        1 | DO $$
                        2 | BEGIN
                        3 |   RETRUN;
                          |   ^^^^^^""");
    }

    @Test
    void aCommitInADoBlock() {
        assertThat(problemOf(broken("""
                        DO $$
                        BEGIN
                          COMMIT;
                        END $$;
                        """))).isEqualTo("""
                        error[2D000]: invalid transaction termination
                         --> db/002-broken.sql:3:3  (statement 1 of 1)
                          |
                        1 | DO $$
                          :\s
                        3 |   COMMIT;
                          |   ^^^^^^^
                          = at: PL/pgSQL DO block, line 3, COMMIT
                          = help: put  -- dbmigrate: no-transaction  on a line of its own: the file then runs outside a transaction""");
    }

    @Test
    void aFunctionThatADoBlockCalls() {
        assertThat(problemOf(broken("""
                        DO $$
                        BEGIN
                          PERFORM 1;
                          PERFORM broken(2);
                        END $$;
                        """))).isEqualTo("""
                        error[22012]: division by zero
                         --> db/002-broken.sql:4:3  (statement 1 of 1)
                          |
                        1 | DO $$
                          :\s
                        4 |   PERFORM broken(2);
                          |   ^^^^^^^^^^^^^^^^^^
                          = at: PL/pgSQL function broken(integer), line 3, RETURN""");
    }

    @Test
    void aSyntaxErrorInTheBodyOfAFunction() {
        assertThat(problemOf(broken("""
                        CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
                        BEGIN
                          RETRUN 1;
                        END $$;
                        """))).isEqualTo("""
                        error[42601]: syntax error at or near "RETRUN"
                         --> db/002-broken.sql:3:3  (statement 1 of 1)
                          |
                        1 | CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
                        2 | BEGIN
                        3 |   RETRUN 1;
                          |   ^^^^^^""");
    }

    @Test
    void anUnknownColumnInTheBodyOfAnSqlFunction() {
        assertThat(problemOf(broken("""
                        CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$
                          SELECT nope FROM users
                        $$;
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:2:10  (statement 1 of 1)
                          |
                        1 | CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$
                        2 |   SELECT nope FROM users
                          |          ^^^^""");
    }

    @Test
    void anUnknownColumnInABodyOfBeginAtomic() throws SQLException {
        needs(14, "BEGIN ATOMIC is new there");
        assertThat(problemOf(broken("""
                        CREATE FUNCTION f() RETURNS int
                        BEGIN ATOMIC
                          SELECT 1;
                          SELECT nope;
                        END;
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:4:10  (statement 1 of 1)
                          |
                        2 | BEGIN ATOMIC
                        3 |   SELECT 1;
                        4 |   SELECT nope;
                          |          ^^^^""");
    }

    @Test
    void aFunctionOfAnEarlierMigration() {
        assertThat(problemOf(broken("""
                        SELECT 1;
                        SELECT broken(2);
                        """))).isEqualTo("""
                        error[22012]: division by zero
                         --> db/002-broken.sql:2:1  (statement 2 of 2)
                          |
                        2 | SELECT broken(2);
                          | ^^^^^^^^^^^^^^^^
                          = at: PL/pgSQL function broken(integer), line 3, RETURN""");
    }

    @Test
    void anSqlFunction() {
        assertThat(problemOf(broken("""
                        CREATE FUNCTION twice() RETURNS void LANGUAGE sql AS $$
                          INSERT INTO users VALUES (7);
                          INSERT INTO users VALUES (7);
                        $$;
                        SELECT twice();
                        """))).isEqualTo("""
                        error[23505]: duplicate key value violates unique constraint "users_pkey"
                         --> db/002-broken.sql:5:1  (statement 2 of 2)
                          |
                        5 | SELECT twice();
                          | ^^^^^^^^^^^^^^
                          = at: SQL function "twice", statement 2
                          = detail: Key (id)=(7) already exists.""");
    }

    @Test
    void aFunctionWhoseQueryIsWrong() {
        assertThat(problemOf(broken("""
                        CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$
                        BEGIN
                          PERFORM nope FROM users;
                        END $$;
                        SELECT f();
                        """))).isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:5:1  (statement 2 of 2)
                          |
                        5 | SELECT f();
                          | ^^^^^^^^^^
                          = SQL: SELECT nope FROM users
                          = at: PL/pgSQL function f(), line 3, PERFORM""");
    }

    @Test
    void aTrigger() {
        assertThat(problemOf(broken("""
                        CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                          RAISE EXCEPTION 'never';
                        END $$;
                        CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION t();
                        INSERT INTO users VALUES (7);
                        """))).isEqualTo("""
                        error[P0001]: never
                         --> db/002-broken.sql:6:1  (statement 3 of 3)
                          |
                        6 | INSERT INTO users VALUES (7);
                          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          = at: PL/pgSQL function t(), line 3, RAISE""");
    }

    @Test
    void aDuplicateKey() {
        assertThat(problemOf(broken("""
                        SELECT 1;
                        INSERT INTO users
                        VALUES (1, 'x');
                        """))).isEqualTo("""
                        error[23505]: duplicate key value violates unique constraint "users_pkey"
                         --> db/002-broken.sql:2:1  (statement 2 of 2)
                          |
                        2 | INSERT INTO users
                          | ^^^^^^^^^^^^^^^^^
                          = detail: Key (id)=(1) already exists.""");
    }

    @Test
    void aNullInANotNullColumn() {
        assertThat(problemOf(broken("""
                        ALTER TABLE users
                          ALTER COLUMN email SET NOT NULL;
                        """))).isEqualTo("""
                        error[23502]: column "email" of relation "users" contains null values
                         --> db/002-broken.sql:1:1  (statement 1 of 1)
                          |
                        1 | ALTER TABLE users
                          | ^^^^^^^^^^^^^^^^^
                          = help: see the rows with  SELECT * FROM public.users WHERE email IS NULL LIMIT 10;""");
    }

    @Test
    void aForeignKeyWithoutItsRow() {
        assertThat(problemOf(broken("""
                        CREATE TABLE orders (user_id int REFERENCES users);
                        INSERT INTO orders VALUES (9);
                        """))).isEqualTo("""
                        error[23503]: insert or update on table "orders" violates foreign key constraint "orders_user_id_fkey"
                         --> db/002-broken.sql:2:1  (statement 2 of 2)
                          |
                        2 | INSERT INTO orders VALUES (9);
                          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          = detail: Key (user_id)=(9) is not present in table "users".""");
    }

    @Test
    void aDeferredForeignKeyAtCommit() {
        assertThat(problemOf(broken("""
                        CREATE TABLE orders (user_id int REFERENCES users DEFERRABLE INITIALLY DEFERRED);
                        INSERT INTO orders VALUES (9);
                        """))).isEqualTo("""
                        error[23503]: insert or update on table "orders" violates foreign key constraint "orders_user_id_fkey"
                         --> db/002-broken.sql  (at COMMIT)
                          = detail: Key (user_id)=(9) is not present in table "users".""");
    }

    @Test
    void aDivisionByZeroBetweenTwoStatementsOfOneLine() {
        assertThat(problemOf(broken("SELECT 1; SELECT 1/0; SELECT 2;\n"))).isEqualTo("""
                        error[22012]: division by zero
                         --> db/002-broken.sql:1:11  (statement 2 of 3)
                          |
                        1 | SELECT 1; SELECT 1/0; SELECT 2;
                          |           ^^^^^^^^^^""");
    }

    @Test
    void behindStatementsThatAnswerInTheirOwnWay() {
        assertThat(problemOf(broken("""
                        CREATE TABLE copies (id int);
                        CREATE RULE also AS ON INSERT TO copies DO ALSO INSERT INTO users VALUES (7);
                        CREATE RULE never AS ON DELETE TO copies DO INSTEAD NOTHING;
                        INSERT INTO copies VALUES (1); DELETE FROM copies;
                        DECLARE c CURSOR FOR SELECT 1; FETCH c; MOVE c; CLOSE c;
                        ;; /* nothing */ ;
                        EXPLAIN SELECT 1; SHOW search_path; TABLE users; COPY users TO STDOUT;
                        SELECT 1/0;
                        """))).isEqualTo("""
                        error[22012]: division by zero
                         --> db/002-broken.sql:8:1  (statement 14 of 14)
                          |
                        8 | SELECT 1/0;
                          | ^^^^^^^^^^""");
    }

    @Test
    void aStatementThatTakesTooLong() {
        assertThat(problemOf(broken("""
                        SELECT 1;
                        SELECT pg_sleep(5);
                        """).statementTimeout(Duration.ofMillis(50))))
                .isEqualTo("""
                        error[57014]: canceling statement due to statement timeout
                         --> db/002-broken.sql:2:1  (statement 2 of 2)
                          |
                        2 | SELECT pg_sleep(5);
                          | ^^^^^^^^^^^^^^^^^^
                          = help: a slow statement may take longer with  -Ddbmigrate.statementTimeout=3h""");
    }

    @Test
    void behindPlaceholdersItIsTheColumnOfTheFile() {
        assertThat(problemOf(
                        broken("SELECT '${long}', nope;\n").placeholders(Map.of("long", "a very long value indeed"))))
                .isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/002-broken.sql:1:19  (statement 1 of 1)
                          |
                        1 | SELECT '${long}', nope;
                          |                   ^^^^""");
    }

    @Test
    void inAPlaceholderItIsThePlaceholder() {
        assertThat(problemOf(broken("SELECT 1 FROM ${table};\n").placeholders(Map.of("table", "not_there"))))
                .isEqualTo("""
                        error[42P01]: relation "not_there" does not exist
                         --> db/002-broken.sql:1:15  (statement 1 of 1)
                          |
                        1 | SELECT 1 FROM ${table};
                          |               ^^^^^^^^""");
    }

    @Test
    void aNewEnumValueThatIsUsedTooEarly() {
        Migrating project = Migrating.on(TestPostgres.fresh(), directory)
                .file("001-mood.sql", "CREATE TYPE mood AS ENUM ('sad');\nCREATE TABLE people (m mood);\n")
                .file("002-broken.sql", "ALTER TYPE mood ADD VALUE 'ok';\nINSERT INTO people VALUES ('ok');\n");
        assertThat(problemOf(project))
                .startsWith("error[55P04]: unsafe use of new value \"ok\" of enum type mood\n"
                        + " --> db/002-broken.sql:2:28  (statement 2 of 2)\n")
                .endsWith("  = help: put the ALTER TYPE ... ADD VALUE into a migration of its own, before this one");
    }

    @Test
    void aTableThatIsThereAlready() {
        assertThat(problemOf(broken("CREATE TABLE users (id int);\n"))).isEqualTo("""
                        error[42P07]: relation "users" already exists
                         --> db/002-broken.sql:1:1  (statement 1 of 1)
                          |
                        1 | CREATE TABLE users (id int);
                          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          = help: the database has it already, but the history does not know from where; was it made by hand?""");
    }

    @Test
    void inARepeatableMigration(Db db) {
        var run = Migrating.on(db, directory)
                .file("001-users.sql", "CREATE TABLE users (id int)")
                .file("R__totals.sql", "CREATE VIEW totals AS\nSELECT sum(price) FROM users;\n")
                .run();
        assertThat(run.problems()).isEqualTo("""
                        error[42703]: column "price" does not exist
                         --> db/R__totals.sql:2:12  (statement 1 of 1)
                          |
                        1 | CREATE VIEW totals AS
                        2 | SELECT sum(price) FROM users;
                          |            ^^^^^""");
    }

    @Test
    void aTableLockThatIsNotToBeHad(Db db) throws SQLException {
        db.run("ALTER DATABASE " + db.database() + " SET deadlock_timeout = '10ms'");
        Migrating project = Migrating.on(db, directory).file("001-users.sql", USERS);
        project.run().ok();
        try (var reader = db.connect();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT FROM users");
            project.file("002-broken.sql", "SELECT 1;\nALTER TABLE users\n  ADD COLUMN age int;\n")
                    .lockTimeout(Duration.ofMillis(50), 1);
            assertThat(problemOf(project)).isEqualTo("""
                            error[55P03]: canceling statement due to lock timeout
                             --> db/002-broken.sql:2:1  (statement 2 of 2)
                              |
                            2 | ALTER TABLE users
                              | ^^^^^^^^^^^^^^^^^
                              = help: try when the table is quiet, or wait longer for each lock:  -Ddbmigrate.lockTimeout=10s""");
        }
    }

    @Test
    void whereTheSyntaxIsWrongNothingOfTheFileHasRun(Db db) throws SQLException {
        db.run("CREATE SEQUENCE taken");
        Migrating.on(db, directory)
                .file("001-users.sql", "SELECT nextval('taken');\nCREATE TABEL users (id int);\n")
                .run();
        assertThat(db.ask("SELECT is_called FROM taken")).isEqualTo("f");
    }

    @Test
    void whereANameIsWrongTheStatementsBeforeItHaveRun(Db db) throws SQLException {
        db.run("CREATE SEQUENCE taken");
        Migrating.on(db, directory)
                .file("001-users.sql", "SELECT nextval('taken');\nSELECT nope;\n")
                .run();
        assertThat(db.ask("SELECT is_called FROM taken")).isEqualTo("t");
    }
}
