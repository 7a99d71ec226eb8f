package io.github.dbmigrate.rehearse;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.report.ProblemText;
import io.github.dbmigrate.schema.Proof;
import io.github.dbmigrate.schema.Proof.Verdict;
import io.github.dbmigrate.schema.Schema;
import io.github.dbmigrate.source.MigrationFolder;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whether a rollback brings the schema back, and that nobody is accused of what cannot be known. */
@ExtendWith(PostgresExtension.class)
class RollbackProofTest {
    private static final Fingerprint FINGERPRINT = new Fingerprint(HistoryTable.DEFAULT, List.of());

    @TempDir
    Path project;

    private Db db = new Db("", 0, "", "", "");
    private Duration timeout = Duration.ofSeconds(10);

    @BeforeEach
    void makeASchema(Db fresh) throws Exception {
        fresh.run(FingerprintTest.SCHEMA);
        db = fresh;
    }

    /** Of a pair of files. The database is afterwards as the migration has left it. */
    private Proof proof(String up, String down) throws Exception {
        return proof(Map.of("001-a.up.sql", up, "001-a.down.sql", down));
    }

    private Proof proof(Map<String, String> files) throws Exception {
        MigrationFolder folder = folder(files);
        Migration migration = folder.read().migrations().get(0);
        Migration down = folder.down(migration).orElseThrow();
        try (Database database = FingerprintTest.connect(db)) {
            Schema before = FINGERPRINT.read(database);
            assertThat(database.run(migration.script().sqlText(), notice -> {}).error())
                    .isNull();
            Schema after = FINGERPRINT.read(database);
            Proof proof =
                    new RollbackProof(database, FINGERPRINT, Map.of(), timeout).of(migration, down, before, after);
            assertThat(FINGERPRINT.hash(database)).isEqualTo(after.hash());
            return proof;
        }
    }

    private MigrationFolder folder(Map<String, String> files) throws IOException {
        Path folder = Files.createDirectories(project.resolve("db"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return new MigrationFolder(folder, project);
    }

    private static String problem(Proof proof) {
        return String.join("\n", ProblemText.lines(requireNonNull(proof.problem())));
    }

    private static void assertUnproved(Proof proof, String reason) {
        assertThat(proof.verdict()).isEqualTo(Verdict.UNPROVED);
        assertThat(proof.reason()).isEqualTo(reason);
        assertThat(proof.isAccusation()).isFalse();
    }

    @Test
    void everythingComesBack() throws Exception {
        Proof proof = proof("""
                CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text);
                ALTER TABLE orders ADD COLUMN hot boolean NOT NULL DEFAULT false;
                ALTER TABLE customers DROP COLUMN qty;
                """, """
                ALTER TABLE customers ADD COLUMN qty posint;
                ALTER TABLE orders DROP COLUMN hot;
                DROP TABLE notes;
                """);
        assertThat(proof.verdict()).isEqualTo(Verdict.EXACT);
        assertThat(proof.place()).hasToString("db/001-a.down.sql");
    }

    @Test
    void nobodyIsAccusedOfWhatTheMigrationDidNotFind() throws Exception {
        String up = "DROP TABLE IF EXISTS nope; ALTER TABLE orders DROP CONSTRAINT IF EXISTS no_check;";
        String down =
                "CREATE TABLE nope (id int PRIMARY KEY); ALTER TABLE orders ADD CONSTRAINT no_check CHECK (id > 0);";
        MigrationFolder folder = folder(Map.of("001-a.up.sql", up, "001-a.down.sql", down));
        Migration migration = folder.read().migrations().get(0);
        try (Database database = FingerprintTest.connect(db)) {
            Schema schema = FINGERPRINT.read(database);
            RollbackProof proof = new RollbackProof(database, FINGERPRINT, Map.of(), timeout);
            Migration undo = folder.down(migration).orElseThrow();
            assertThat(proof.of(migration, undo, schema, schema).verdict()).isEqualTo(Verdict.DIFFERS);
            assertThat(proof.of(migration, undo, schema, schema, Set.of("nope")).verdict())
                    .isEqualTo(Verdict.DIFFERS);
            assertUnproved(
                    proof.of(migration, undo, schema, schema, Set.of("nope", "no_check")), "no_check was not there");
        }
    }

    @Test
    void anExtensionThatIsMadeIfItIsMissingMayStay() throws Exception {
        assertThat(proof(
                                "CREATE EXTENSION IF NOT EXISTS pgcrypto; CREATE SCHEMA IF NOT EXISTS \"My\"; CREATE TABLE notes (id int);",
                                "DROP TABLE notes;")
                        .verdict())
                .isEqualTo(Verdict.EXACT);
        assertThat(proof("CREATE SCHEMA more;", "COMMENT ON TABLE orders IS NULL;")
                        .isAccusation())
                .isTrue();
    }

    @Test
    void aFunctionThatComesBackWithOtherWhiteSpace() throws Exception {
        Proof proof = proof(
                "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;",
                "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n\n    NEW.note := 'x';\n    RETURN NEW;\nEND $$;");
        assertThat(proof.verdict()).isEqualTo(Verdict.HARMLESS);
        assertThat(proof.difference().isLayoutOnly()).isTrue();
        assertThat(proof.difference()).hasToString("~ function public.touch()  layout only");
    }

    @Test
    void aForeignKeyThatComesBackWithoutItsAction() throws Exception {
        db.run(
                "ALTER TABLE items DROP CONSTRAINT items_order_id_fkey;"
                        + " ALTER TABLE items ADD CONSTRAINT items_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders ON DELETE CASCADE");
        Proof proof = proof(
                "ALTER TABLE items DROP CONSTRAINT items_order_id_fkey;",
                "ALTER TABLE items ADD FOREIGN KEY (order_id) REFERENCES orders;");
        assertThat(proof.verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(proof.isAccusation()).isTrue();
        assertThat(proof.difference()).hasToString("""
                ~ constraint public.items.items_order_id_fkey
                    -FOREIGN KEY (order_id) REFERENCES public.orders(id) ON DELETE CASCADE
                    +FOREIGN KEY (order_id) REFERENCES public.orders(id)""");
    }

    @Test
    void aForgottenIndexAndAColumnOfAnotherType() throws Exception {
        Proof proof = proof(
                "ALTER TABLE customers DROP COLUMN code;\nCREATE INDEX ON orders (room);",
                "ALTER TABLE customers ADD COLUMN code text;\n");
        assertThat(proof.difference()).hasToString("""
                ~ column public.customers.code
                    -character varying(10)
                    +text
                - index public.customers_code_idx  CREATE INDEX customers_code_idx ON public.customers USING btree (code)
                - statistics public.customers_st  CREATE STATISTICS public.customers_st (dependencies) ON email, code FROM public.customers
                + index public.orders_room_idx  CREATE INDEX orders_room_idx ON public.orders USING btree (room)""");
    }

    @Test
    void aSyntaxErrorIsShownWhereItIs() throws Exception {
        Proof proof = proof("CREATE TABLE a (id int);", "DROP TABLE a;\nALTER TABLE orders\n  DROP COLUM note;\n");
        assertThat(proof.verdict()).isEqualTo(Verdict.FAILS);
        assertThat(proof.isAccusation()).isTrue();
        assertThat(problem(proof)).isEqualTo("""
                error[42601]: syntax error at or near "note"
                 --> db/001-a.down.sql:3:14  (statement 2 of 2)
                  |
                2 | ALTER TABLE orders
                3 |   DROP COLUM note;
                  |              ^^^^""");
    }

    @Test
    void thePartOfAFileThatUndoesTheRest() throws Exception {
        String up =
                "-- +goose Up\nCREATE TABLE a (id int);\n-- it's done\n\n-- +goose Down\n-- +goose StatementBegin\n";
        assertThat(proof(Map.of("001-a.sql", up + "DROP TABLE a;\n-- +goose StatementEnd\n"))
                        .verdict())
                .isEqualTo(Verdict.EXACT);
        db.run("DROP TABLE a");
        Proof proof = proof(Map.of("001-a.sql", up + "DROP TABLE b;\n-- +goose StatementEnd\n"));
        assertThat(proof.place()).hasToString("db/001-a.sql:5");
        assertThat(problem(proof)).isEqualTo("""
                error[42P01]: table "b" does not exist
                 --> db/001-a.sql:7:1  (statement 1 of 1)
                  |
                6 | -- +goose StatementBegin
                7 | DROP TABLE b;
                  | ^^^^^^^^^^^^""");
    }

    @Test
    void anEnumValueThatWasAddedAndIsUsed() throws Exception {
        Proof proof = proof("ALTER TYPE mood ADD VALUE 'glad';", """
                UPDATE customers SET m = 'ok' WHERE m = 'glad';
                ALTER TYPE mood RENAME TO mood_old;
                CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
                ALTER TABLE customers ALTER COLUMN m TYPE mood USING m::text::mood;
                DROP TYPE mood_old;
                """);
        assertThat(proof.verdict()).isEqualTo(Verdict.EXACT);
        assertUnproved(
                proof(
                        "ALTER TABLE orders ADD COLUMN c int;",
                        "ALTER TABLE orders DROP COLUMN c;\nALTER TYPE mood ADD VALUE 'new';\nINSERT INTO customers (m) VALUES ('new');"),
                "it cannot be tried here");
    }

    @Test
    void indexesThatAreMadeAndDroppedConcurrently() throws Exception {
        assertThat(proof("CREATE INDEX CONCURRENTLY by_room ON orders (room);", "DROP INDEX CONCURRENTLY by_room;")
                        .verdict())
                .isEqualTo(Verdict.EXACT);
        assertThat(proof(
                                "DROP INDEX concurrently by_room;",
                                "VACUUM orders;\nCREATE INDEX CONCURRENTLY by_room ON orders (room)")
                        .verdict())
                .isEqualTo(Verdict.EXACT);
        assertThat(problem(proof(
                        "CREATE INDEX CONCURRENTLY by_room ON orders (room);",
                        "DROP INDEX /* not */ CONCURRENTLY by_romm;")))
                .isEqualTo("""
                        error[42704]: index "by_romm" does not exist
                         --> db/001-a.down.sql:1:1  (statement 1 of 1)
                          |
                        1 | DROP INDEX /* not */ CONCURRENTLY by_romm;
                          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^""");
    }

    @Test
    void aRollbackThatHasTransactionsOfItsOwn() throws Exception {
        String up = "CREATE TABLE a (id int);\nCREATE TABLE b (id int);";
        assertThat(proof(up, "BEGIN;\nDROP TABLE a;\nCOMMIT;\nBEGIN;\nDROP TABLE b;\nCOMMIT;\n")
                        .verdict())
                .isEqualTo(Verdict.EXACT);
        db.run("DROP TABLE a, b");
        assertUnproved(proof(up, "BEGIN;\nDROP TABLE a;\nCOMMIT;\nSELECT 1;\n"), "it has transactions of its own");
        db.run("DROP TABLE a, b");
        assertUnproved(proof(up, "BEGIN;\nDROP TABLE a, b;\nROLLBACK;\n"), "it rolls back, or chains transactions");
        db.run("DROP TABLE a, b");
        assertUnproved(proof(up, "DROP TABLE a, b;\nDO $$ BEGIN COMMIT; END $$;\n"), "it cannot be tried here");
    }

    @Test
    void aRollbackThatDoesNotWantToBeOne() throws Exception {
        String up = "CREATE TABLE IF NOT EXISTS a (id int);";
        assertUnproved(proof(up, "SELECT 1;"), "it is there, but does nothing");
        db.run("DROP TABLE a");
        assertUnproved(proof(up, "-- irreversible\n"), "it is there, but does nothing");
        db.run("DROP TABLE a");
        assertUnproved(
                proof(up, "DO $$ BEGIN RAISE EXCEPTION 'there is no way back'; END $$;"),
                "it raises an exception of its own");
    }

    @Test
    void whatMayGoBetterElsewhere() throws Exception {
        String up = "CREATE TABLE a (id int);";
        assertUnproved(proof(up, "DROP TABLE a;\nGRANT SELECT ON orders TO nobody_here;"), "it cannot be tried here");
        db.run("DROP TABLE a");
        assertUnproved(proof(up, "DROP TABLE a;\nCREATE EXTENSION not_here;"), "it cannot be tried here");
        db.run("DROP TABLE a");
        timeout = Duration.ofMillis(50);
        Proof proof = proof(up, "DROP TABLE a;\nSELECT pg_sleep(60);");
        assertUnproved(proof, "it cannot be tried here");
        assertThat(requireNonNull(proof.problem()).sqlState()).isEqualTo("57014");
    }

    @Test
    void whatOnlyCommitWouldFind() throws Exception {
        db.run(
                "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int REFERENCES p DEFERRABLE INITIALLY DEFERRED);"
                        + " INSERT INTO p VALUES (1); INSERT INTO c VALUES (1)");
        assertThat(problem(proof("ALTER TABLE p ADD COLUMN x int;", "ALTER TABLE p DROP COLUMN x;\nDELETE FROM p;\n")))
                .isEqualTo("""
                        error[23503]: update or delete on table "p" violates foreign key constraint "c_id_fkey" on table "c"
                         --> db/001-a.down.sql  (at COMMIT)""");
    }

    @Test
    void rowsThatAreLeftAreNoBrokenRollback() throws Exception {
        Proof proof = proof("INSERT INTO app.\"Settings\" VALUES ('a', 'b');", "SELECT 1;");
        assertThat(proof.verdict()).isEqualTo(Verdict.LEAVES_DATA);
        assertThat(proof.isAccusation()).isFalse();
        assertThat(problem(proof)).startsWith("error[23505]: duplicate key value violates unique constraint");
    }

    @Test
    void aRoleThatIsLeftIsInTheWay() throws Exception {
        String role = db.database() + "_left";
        try {
            Proof proof = proof("CREATE ROLE " + role + ";", "SELECT 1;");
            assertThat(proof.verdict()).isEqualTo(Verdict.NOT_AGAIN);
            assertThat(problem(proof))
                    .startsWith("error[42710]: role \"" + role + "\" already exists\n --> db/001-a.up.sql:1:1");
        } finally {
            db.run("DROP ROLE IF EXISTS " + role);
        }
    }

    /** The rollback is another session's work than the migration that comes after it. */
    @Test
    void whatTheRollbackSetsDoesNotReachTheMigrationBehindIt() throws Exception {
        Proof proof = proof(
                "CREATE TEMPORARY TABLE old (id int);\nCREATE TABLE fresh (id int);",
                "SET search_path = app;\nCREATE TEMPORARY TABLE old (id int);\nDROP TABLE public.fresh;");
        assertThat(proof.verdict()).isEqualTo(Verdict.EXACT);
    }

    @Test
    void temporaryTablesAreGoneByThen() throws Exception {
        Proof proof = proof(
                "CREATE TEMPORARY TABLE old AS SELECT id FROM customers;\nALTER TABLE customers ADD COLUMN x int;",
                "ALTER TABLE customers DROP COLUMN x;");
        assertThat(proof.verdict()).isEqualTo(Verdict.EXACT);
    }
}
