package io.github.dbmigrate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that were made for other tools say in their own ways how a file is to be run. */
class OtherToolsFilesTest {
    private static final String INDEX = "CREATE INDEX CONCURRENTLY i ON t (a);\n";

    @TempDir
    Path project;

    @Test
    void flywaysConfigurationStandsBesideTheFile() throws IOException {
        file("V1__a.sql", INDEX);
        file("V1__a.sql.conf", "# an index\r\nexecuteInTransaction=false\r\n");
        file("V2__b.sql", "SELECT 1;");
        file("V2__b.sql.conf", "executeInTransaction=true");
        file("R__c.sql", "VACUUM;");
        file("R__c.sql.conf", "executeInTransaction=false");
        assertThat(outsideMarkers())
                .containsExactly(
                        "V1__a.sql.conf: executeInTransaction=false",
                        "null",
                        "R__c.sql.conf: executeInTransaction=false");
        assertThat(problems()).isEmpty();
    }

    @Test
    void dieselsStandsInTheFolderOfTheMigration() throws IOException {
        file("2024-01-01-120000_a/up.sql", INDEX);
        file("2024-01-01-120000_a/down.sql", "DROP INDEX CONCURRENTLY i;");
        file("2024-01-01-120000_a/metadata.toml", "run_in_transaction = false\n");
        file("2024-01-01-130000_b/up.sql", "SELECT 1;");
        assertThat(outsideMarkers()).containsExactly("metadata.toml: run_in_transaction = false", "null");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aFileOfThatNameMeansNothingElsewhere() throws IOException {
        file("metadata.toml", "anything");
        file("001-a.sql", "SELECT 1;");
        file("20240101120000_b/metadata.toml", "anything");
        file("20240101120000_b/migration.sql", "SELECT 1;");
        file("flyway.conf", "anything");
        assertThat(outsideMarkers()).containsExactly("null", "null");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aCommentInTheFileSaysItToo() throws IOException {
        file("001-a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\n" + INDEX);
        assertThat(outsideMarkers()).containsExactly("-- +goose NO TRANSACTION");
        assertThat(problems()).isEmpty();
    }

    @Test
    void whatCannotBeFollowedIsAnErrorInThatFile() throws IOException {
        file("V1__a.sql", "SELECT 1;");
        file("V1__a.sql.conf", "executeInTransaction=false\nshouldExecute=${env}==prod\n");
        assertThat(problems()).containsExactly("""
                error[script-config]: a migration runs in every database
                 --> db/migration/V1__a.sql.conf:2:1
                 = help: take the line out, and write the condition as IF ... THEN in a DO block""");
        assertThat(read().migrations()).hasSize(1);
    }

    @Test
    void aConfigurationThatIsNoTextIsAnErrorToo() throws IOException {
        file("V1__a.sql", "SELECT 1;");
        Files.write(project.resolve("db/migration/V1__a.sql.conf"), new byte[] {'a', '\n', (byte) 0xFF});
        assertThat(problems()).containsExactly("""
                error[not-utf8]: byte 0xFF is not UTF-8
                 --> db/migration/V1__a.sql.conf:2
                 = help: iconv -f WINDOWS-1252 -t UTF-8 db/migration/V1__a.sql.conf > utf8.sql , \
                if that is the encoding it was written in, then put utf8.sql in its place""");
    }

    @Test
    void thePartThatUndoesIsLeftOut() throws IOException {
        String text = "-- migrate:up\nCREATE TABLE t (a int)\n-- migrate:down\nDROP TABLE t; -- isn't\n";
        file("001-a.sql", text);
        assertThat(problems()).isEmpty();
        Migration migration = read().migrations().get(0);
        assertThat(migration.script().statements())
                .extracting(migration.script()::text)
                .containsExactly("CREATE TABLE t (a int)");
        assertThat(migration.checksum()).isEqualTo(Checksum.of(text));
    }

    @Test
    void aPartToRunBelowThePartThatUndoesIsAnError() throws IOException {
        file(
                "001-a.sql",
                "-- +goose Up\nCREATE TABLE t (a int);\n-- it holds everything\n-- +goose Down\nDROP TABLE t;\n-- +goose Up\nSELECT 1;\n");
        assertThat(problems()).containsExactly("""
                error[down-part]: an Up part follows below this Down part, in line 6
                 --> db/migration/001-a.sql:4:1
                 = help: move it above this comment: nothing below it is run""");
        Excerpt excerpt = Objects.requireNonNull(read().problems().get(0).excerpt());
        assertThat(excerpt.rows())
                .extracting(Excerpt.Row::text)
                .containsExactly("-- it holds everything", "-- +goose Down");
    }

    @Test
    void aFileThatOnlyUndoesMayKeepItsComment() throws IOException {
        file("001-a.up.sql", "-- migrate:up\nCREATE TABLE t (a int);\n");
        file("001-a.down.sql", "-- migrate:down\nDROP TABLE t;\n");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aFileThatUndoesMustNotDoBoth() throws IOException {
        file("001-a.up.sql", "SELECT 1;");
        file("001-a.down.sql", "-- migrate:up\nCREATE TABLE t (a int);\n-- migrate:down\nDROP TABLE t;\n");
        assertThat(problems()).containsExactly("""
                error[down-part]: what stands below this comment would undo what stands above it
                 --> db/migration/001-a.down.sql:3:1
                 = help: take out what stands above it: this is a file that only undoes""");
    }

    private FolderContents read() {
        return new MigrationFolder(project.resolve("db/migration"), project).read();
    }

    private List<String> outsideMarkers() {
        return read().migrations().stream()
                .map(Migration::outsideMarker)
                .map(String::valueOf)
                .toList();
    }

    private List<String> problems() {
        return read().problems().stream().map(MigrationFolderTest::text).toList();
    }

    private void file(String name, String text) throws IOException {
        Path path = project.resolve("db/migration").resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
