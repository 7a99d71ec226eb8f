package io.github.dbmigrate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Note;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.Migration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFolderTest {
    @TempDir
    Path project;

    @Test
    void versionedOnesComeInTheOrderOfTheirNumbersThenRepeatableOnesByName() throws IOException {
        files("R__b.sql", "V10__j.sql", "R-a.sql", "9-i.sql", "views/R__c.sql", "008_h/migration.sql", "007-g.up.sql");
        assertThat(read().migrations())
                .extracting(Migration::version)
                .containsExactly("007-g", "008_h", "9-i", "V10__j", "R-a", "R__b", "R__c");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aMigrationIsShownByItsPathFromTheProject() throws IOException {
        file("sub/001-users.sql", "SELECT 1;\r\n");
        Migration users = read().migrations().get(0);
        assertThat(users.file()).isEqualTo("db/migration/sub/001-users.sql");
        assertThat(users.script().text()).isEqualTo("SELECT 1;\n");
        assertThat(users.checksum()).isEqualTo(Checksum.of("SELECT 1;\n"));
        assertThat(users.rawChecksum()).isEqualTo(Checksum.ofBytes("SELECT 1;\r\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(users.downFile()).isNull();
    }

    @Test
    void windowsLineEndsAmongOthersAreData() throws IOException {
        String dump = "INSERT INTO t VALUES ('one\r\ntwo');\nSELECT 1;\r\n";
        file("001-dump.sql", dump);
        Migration migration = read().migrations().get(0);
        assertThat(migration.script().text()).isEqualTo(dump);
        assertThat(migration.checksum()).isEqualTo(Checksum.of(dump.replace("\r\n", "\n")));
    }

    @Test
    void aFolderOutsideTheProjectIsShownFromTheProjectToo() throws IOException {
        file("001-users.sql", "SELECT 1;");
        Path module = Files.createDirectory(project.resolve("app"));
        FolderContents contents = new MigrationFolder(project.resolve("db/migration"), module).read();
        assertThat(contents.migrations()).extracting(Migration::file).containsExactly("../db/migration/001-users.sql");
    }

    @Test
    void aMigrationKnowsTheFileThatUndoesIt() throws IOException {
        files("001-a.up.sql", "001-a.down.sql", "V2__b.sql", "U2__b.sql", "3_c/up.sql", "3_c/down.sql", "004-d.sql");
        assertThat(read().migrations())
                .extracting(Migration::downFile)
                .containsExactly(
                        "db/migration/001-a.down.sql", "db/migration/U2__b.sql", "db/migration/3_c/down.sql", null);
        assertThat(problems()).isEmpty();
    }

    @Test
    void whatUndoesAMigrationCanBeRead() throws IOException {
        file("001-a.up.sql", "CREATE TABLE a ();");
        file("001-a.down.sql", "DROP TABLE a;\r\n");
        file("002-b.sql", "SELECT 1;");
        file("003-c.sql", "-- +goose Up\nSELECT 'it''s up';\n-- +goose Down\nDROP TABLE c;\n");
        file("004-d.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\n\n-- nothing\n");
        MigrationFolder folder = new MigrationFolder(folder(), project);
        List<Migration> migrations = folder.read().migrations();
        Migration file = folder.down(migrations.get(0)).orElseThrow();
        assertThat(file.file()).isEqualTo("db/migration/001-a.down.sql");
        assertThat(file.script().text()).isEqualTo("DROP TABLE a;\n");
        assertThat(folder.down(migrations.get(1))).isEmpty();
        Migration part = folder.down(migrations.get(2)).orElseThrow();
        assertThat(part.file()).isEqualTo("db/migration/003-c.sql");
        assertThat(part.script().statements())
                .singleElement()
                .satisfies(drop -> assertThat(drop.line()).isEqualTo(4));
        assertThat(part.script().faults()).isEmpty();
        assertThat(folder.down(migrations.get(3))).isEmpty();
    }

    @Test
    void hiddenFilesAndOtherKindsOfFilesAreLeftAlone() throws IOException {
        files("001-a.sql", ".002-b.sql", ".git/x.sql", "README.md", "migration_lock.toml", "003-c.sql~");
        assertThat(read().migrations()).extracting(Migration::version).containsExactly("001-a");
        assertThat(problems()).isEmpty();
    }

    @Test
    void linksAreFollowedButNotInCircles() throws IOException {
        file("001-a.sql", "SELECT 1;");
        Path elsewhere = Files.createDirectory(project.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("002-b.sql"), "SELECT 2;");
        Files.createSymbolicLink(folder().resolve("more"), elsewhere);
        Files.createSymbolicLink(folder().resolve("circle"), folder());
        assertThat(read().migrations()).extracting(Migration::version).containsExactly("001-a", "002-b");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aFolderThatIsItselfALinkIsRead() throws IOException {
        file("001-a.sql", "SELECT 1;");
        Path link = Files.createSymbolicLink(project.resolve("link"), folder());
        assertThat(new MigrationFolder(link, project).read().migrations())
                .extracting(Migration::file)
                .containsExactly("link/001-a.sql");
    }

    @Test
    void aSqlFileWithoutAValidNameIsAnError() throws IOException {
        files("001-a.sql", "users.sql");
        assertThat(problems()).containsExactly("""
                error[bad-name]: the name has none of the forms of a migration
                 --> db/migration/users.sql
                 = help: rename it, for example to 002-users.sql""");
        assertThat(read().hasErrors()).isTrue();
    }

    @Test
    void theSuggestedNameFollowsTheStyleOfTheFolder() throws IOException {
        files("V1_1__a.sql", "V1_2__b.sql", "users.sql");
        assertThat(problems()).singleElement().asString().endsWith("for example to V1.3__users.sql");
    }

    @Test
    void bytesThatAreNotUtf8AreAnErrorWithTheirLine() throws IOException {
        bytes("001-a.sql", "SELECT 1;\nSELECT 'caf\u00e9';\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems()).containsExactly("""
                error[not-utf8]: byte 0xE9 is not UTF-8
                 --> db/migration/001-a.sql:2
                 = help: iconv -f WINDOWS-1252 -t UTF-8 db/migration/001-a.sql > utf8.sql , if that is the encoding it was written in, then put utf8.sql in its place""");
        assertThat(read().migrations()).isEmpty();
    }

    @Test
    void aCutCharacterAtTheEndIsNotUtf8Either() throws IOException {
        bytes("001-a.sql", new byte[] {'-', '-', '\n', (byte) 0xE2, (byte) 0x82});
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("error[not-utf8]: byte 0xE2 is not UTF-8\n --> db/migration/001-a.sql:2");
    }

    @Test
    void utf16IsCalledByItsName() throws IOException {
        bytes("001-a.sql", "\uFEFFSELECT 1;".getBytes(StandardCharsets.UTF_16LE));
        bytes("002-b.sql", "\uFEFFSELECT 1;".getBytes(StandardCharsets.UTF_16BE));
        assertThat(problems()).containsExactly("""
                        error[not-utf8]: the file is UTF-16, not UTF-8
                         --> db/migration/001-a.sql:1
                         = help: iconv -f UTF-16 -t UTF-8 db/migration/001-a.sql > utf8.sql , then put utf8.sql in its place""", """
                        error[not-utf8]: the file is UTF-16, not UTF-8
                         --> db/migration/002-b.sql:1
                         = help: iconv -f UTF-16 -t UTF-8 db/migration/002-b.sql > utf8.sql , then put utf8.sql in its place""");
    }

    @Test
    void aNulCharacterIsAnErrorWithItsLine() throws IOException {
        file("001-a.sql", "SELECT 1;\n\nSELECT '\0';");
        assertThat(problems()).containsExactly("""
                error[nul-character]: a NUL character, which PostgreSQL does not take
                 --> db/migration/001-a.sql:3
                 = help: remove it; a file full of them is UTF-16 and must be saved as UTF-8""");
    }

    @Test
    void aByteOrderMarkIsDropped() throws IOException {
        file("001-a.sql", "\uFEFFSELECT 1;");
        assertThat(read().migrations().get(0).script().text()).isEqualTo("SELECT 1;");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aDirectoryWithTheNameOfAMigrationCannotBeRead() throws IOException {
        Files.createDirectories(folder().resolve("001-a.sql"));
        assertThat(problems()).containsExactly("""
                error[unreadable-file]: the file cannot be read: it is a directory
                 --> db/migration/001-a.sql
                 = help: mend it, or move it out of the migration folder""");
    }

    @Test
    void aLinkToNothingCannotBeRead() throws IOException {
        Files.createDirectories(folder());
        Files.createSymbolicLink(folder().resolve("001-a.sql"), project.resolve("gone.sql"));
        assertThat(problems()).containsExactly("""
                error[unreadable-file]: the file cannot be read: it is a link to a file that does not exist
                 --> db/migration/001-a.sql
                 = help: mend it, or move it out of the migration folder""");
    }

    @Test
    void whatIsLeftOpenInAFileIsShownWithItsLine() throws IOException {
        file("001-a.sql", "SELECT 1;\n\n-- the name\nINSERT INTO t VALUES ('abc);\n");
        Diagnostic problem = read().problems().get(0);
        assertThat(text(problem)).isEqualTo("""
                error[unterminated]: quoted string is not closed
                 --> db/migration/001-a.sql:4:23
                 = help: end it with '""");
        assertThat(problem.excerpt()).isNotNull().satisfies(excerpt -> {
            assertThat(excerpt.rows())
                    .extracting(row -> row.number() + " " + row.text())
                    .containsExactly("3 -- the name", "4 INSERT INTO t VALUES ('abc);");
            assertThat(excerpt.from()).isEqualTo(22);
            assertThat(excerpt.to()).isEqualTo(23);
        });
        assertThat(problem.places()).containsExactly(new Place("db/migration/001-a.sql", 4, 23, 24, ""));
        assertThat(read().migrations()).hasSize(1);
    }

    @Test
    void downFilesAreReadToo() throws IOException {
        file("001-a.up.sql", "SELECT 1;");
        file("001-a.down.sql", "SELECT (1;");
        assertThat(problems()).containsExactly("""
                error[unterminated]: parenthesis is not closed
                 --> db/migration/001-a.down.sql:1:8
                 = help: end it with )""");
    }

    @Test
    void allProblemsAreToldAtOnce() throws IOException {
        file("001-a.sql", "SELECT 'a");
        file("001-b.sql", "\\i x");
        bytes("004-c.sql", new byte[] {(byte) 0xFF});
        files("users.sql", "U7__x.sql");
        assertThat(read().problems())
                .extracting(Diagnostic::id)
                .containsExactly(
                        "bad-name",
                        "unterminated",
                        "psql-command",
                        "not-utf8",
                        "duplicate-version",
                        "down-without-up",
                        "gap");
    }

    @Test
    void aMissingFolderIsAnErrorThatSaysHowToMakeIt() {
        assertThat(problems()).containsExactly("""
                error[no-folder]: there is no folder db/migration
                 = help: mkdir -p db/migration
                 = help: -Ddbmigrate.directory=... names another folder""");
    }

    @Test
    void aMissingFolderNamesTheModulesThatHaveOne() throws IOException {
        for (int i = 10; i < 54; i++) {
            write(project.resolve("db/db/migration/0" + i + "-x.sql"), new byte[0]);
        }
        write(project.resolve("app/db/migration/001-x.up.sql"), new byte[0]);
        write(project.resolve("app/db/migration/001-x.down.sql"), new byte[0]);
        write(project.resolve("web/pom.xml"), new byte[0]);
        assertThat(problems()).containsExactly("""
                error[no-folder]: there is no folder db/migration
                 = help: module app has 1: add  -pl app
                 = help: module db has 44: add  -pl db
                 = help: -Ddbmigrate.directory=... names another folder""");
    }

    @Test
    void aFileInPlaceOfTheFolderIsAnError() throws IOException {
        write(project.resolve("db/migration"), new byte[0]);
        assertThat(problems()).containsExactly("""
                error[no-folder]: db/migration is a file, not a folder
                 = help: -Ddbmigrate.directory=... names the folder with the migrations""");
    }

    @Test
    void anEmptyFolderIsAWarning() throws IOException {
        Files.createDirectories(folder());
        assertThat(problems()).containsExactly("""
                warning[no-migrations]: db/migration holds no migrations
                 = help: put the first one there, for example 001-create-users.sql""");
        assertThat(read().hasErrors()).isFalse();
    }

    private Path folder() {
        return project.resolve("db/migration");
    }

    private FolderContents read() {
        return new MigrationFolder(folder(), project).read();
    }

    private List<String> problems() {
        return read().problems().stream().map(MigrationFolderTest::text).toList();
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            file(name, "SELECT 1;\n");
        }
    }

    private void file(String name, String text) throws IOException {
        bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(String name, byte[] bytes) throws IOException {
        write(folder().resolve(name), bytes);
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
    }

    static String text(Diagnostic problem) {
        StringBuilder text =
                new StringBuilder(problem.severity().word() + "[" + problem.code() + "]: " + problem.message());
        text.append(problem.places().stream()
                .map(Place::toString)
                .map(place -> "\n --> " + place)
                .collect(Collectors.joining()));
        for (Note note : problem.notes()) {
            text.append("\n = ").append(note.label()).append(": ").append(note.text());
        }
        return text.toString();
    }
}
