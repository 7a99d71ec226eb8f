package io.github.dbmigrate.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rule.catalogue.Catalogue;
import io.github.dbmigrate.rule.text.Allowances;
import io.github.dbmigrate.rule.text.TextReader;
import io.github.dbmigrate.testing.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the rules find when nothing can be run. */
class RulesByTextTest {
    private static final Path FOLDER = Path.of("src/test/resources/rules");
    private static final Judge JUDGE = new Judge(Catalogue.RULES, RuleSettings.DEFAULT);

    @Test
    void whatIsDoneSafelyHasNoError() throws IOException {
        assertThat(files("good"))
                .hasSizeGreaterThan(50)
                .allSatisfy(file -> assertThat(judge(file)).isEmpty());
    }

    @Test
    void onlySomeOfWhatIsDangerousCanBeToldWithoutRunningIt() throws IOException {
        List<String> unknown = files("bad").stream()
                .filter(file -> isGrave(word(file)) && !judge(file).contains(word(file)))
                .map(RulesByTextTest::word)
                .toList();
        assertThat(unknown)
                .containsExactly(
                        "adding-not-nullable-field",
                        "attach-partition-scan",
                        "ban-alter-domain-with-add-constraint",
                        "ban-drop-column",
                        "changing-column-type",
                        "drop-cascade",
                        "index-rebuild",
                        "lossy-type-change",
                        "statement-while-holding-access-exclusive",
                        "table-rewrite");
    }

    /** The words of the errors. */
    private static List<String> judge(Path file) {
        Migration migration = migration(file);
        List<Allowance> allowances =
                Allowances.of(migration, Catalogue.allowable()).all();
        return JUDGE.judge(TextReader.ofEach().read(migration), allowances, true, Map.of()).verdicts().stream()
                .filter(verdict -> verdict.diagnostic().isError())
                .map(verdict -> verdict.rule().word())
                .toList();
    }

    private static Migration migration(Path file) {
        try {
            return Migrations.file("042-" + word(file), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String word(Path file) {
        return FOLDER.relativize(file).getName(0).toString();
    }

    private static boolean isGrave(String word) {
        return Catalogue.rule(word)
                .filter(rule -> rule.level() == Level.DESTRUCTIVE || rule.level() == Level.BLOCKING)
                .isPresent();
    }

    private static List<Path> files(String name) throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(name))
                    .sorted()
                    .toList();
        }
    }
}
