package io.github.dbmigrate.maven;

import static io.github.dbmigrate.testing.MavenLog.golden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.testing.MavenLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

class GivenTest {
    private final RecordedLog log = new RecordedLog();

    @Test
    void whatIsNotTypedIsThePoms() {
        assertThat(typed().text("table", "history")).isEqualTo("history");
        assertThat(typed().optional("target", null)).isNull();
        assertThat(typed().optional("target", " ")).isNull();
        assertThat(log).hasToString("");
    }

    @Test
    void whatIsTypedWinsAndSaysSoOnce() {
        Given given = typed("table=other");
        assertThat(given.text("table", "history")).isEqualTo("other");
        assertThat(given.text("table", "history")).isEqualTo("other");
        assertThat(log).hasToString("[INFO] -Ddbmigrate.table overrides <table>history</table> of the pom\n");
    }

    @Test
    void whatMavenHasInjectedFromTheCommandLineOverridesNothing() {
        assertThat(typed("table=other").text("table", "other")).isEqualTo("other");
        assertThat(typed("target=044").optional("target", null)).isEqualTo("044");
        assertThat(typed("dryRun=true").flag("dryRun", true)).isTrue();
        assertThat(typed("lockRetries=3").number("lockRetries", 3)).isEqualTo(3);
        assertThat(log).hasToString("");
    }

    @Test
    void whatIsTypedBlankTakesThePomsValueAway() {
        assertThat(typed("target=").optional("target", "044")).isNull();
        assertThat(typed("output= ").text("output", "x.json")).isEmpty();
    }

    @Test
    void whatMustBeThereIsNotTypedBlank() {
        assertThat(problem(() -> typed("directory=").required("directory", "src/main/sql")))
                .isEqualTo("""
                nothing was run

                error[bad-parameter]: -Ddbmigrate.directory= is not understood
                  = help: give a value, or leave it out.  Nothing was run.
                """);
    }

    @Test
    void aSwitchAloneIsOn() {
        assertThat(typed("dryRun=").flag("dryRun", false)).isTrue();
        assertThat(typed("dryRun=TRUE").flag("dryRun", true)).isTrue();
        assertThat(typed().flag("dryRun", true)).isTrue();
        assertThat(typed().flag("dryRun", false)).isFalse();
        assertThat(log).hasToString("");
    }

    @Test
    void aSwitchOfThePomIsTurnedOffByHand() {
        assertThat(typed("dryRun=false").flag("dryRun", true)).isFalse();
        assertThat(log).hasToString("[INFO] -Ddbmigrate.dryRun overrides <dryRun>true</dryRun> of the pom\n");
    }

    @Test
    void aSwitchIsNoGuess() {
        assertThat(problem(() -> typed("dryRun=yes").flag("dryRun", false))).isEqualTo("""
                nothing was run

                error[bad-parameter]: -Ddbmigrate.dryRun=yes is not understood
                  = help: give true or false.  Nothing was run.
                """);
    }

    @Test
    void aNumberIsWholeAndNotNegative() {
        assertThat(typed().number("lockRetries", 9)).isEqualTo(9);
        assertThat(typed("lockRetries= 3 ").number("lockRetries", 9)).isEqualTo(3);
        assertThat(typed("lockRetries=0").number("lockRetries", 9)).isZero();
        for (String wrong : List.of("-1", "2.5", "many", "99999999999", "")) {
            assertThat(problem(() -> typed("lockRetries=" + wrong).number("lockRetries", 9)))
                    .contains("is not understood\n  = help: give a whole number from 0 on.  Nothing was run.\n");
        }
    }

    @Test
    void aWrongValueOfThePomIsCalledThePoms() {
        assertThat(problem(() -> typed().number("lockRetries", -1)))
                .contains("error[bad-parameter]: <lockRetries>-1</lockRetries> in the pom is not understood\n");
        assertThat(problem(() -> typed().duration("lockTimeout", "2")))
                .contains("error[bad-parameter]: <lockTimeout>2</lockTimeout> in the pom is not understood\n");
    }

    @Test
    void aLengthOfTimeHasAUnit() {
        assertThat(typed("lockTimeout= 500ms ").duration("lockTimeout", "2s")).isEqualTo(Duration.ofMillis(500));
        assertThat(problem(() -> typed("lockTimeout=2").duration("lockTimeout", "2s")))
                .isEqualTo("""
                nothing was run

                error[bad-parameter]: -Ddbmigrate.lockTimeout=2 is not understood
                  = help: give a number and ms, s, min or h, such as 2s.  Nothing was run.
                """);
    }

    @Test
    void aWordIsOneOfAFew() {
        List<String> words = List.of("refuse", "allow");
        assertThat(typed("pooled=allow").word("pooled", "refuse", words)).isEqualTo("allow");
        assertThat(problem(() -> typed("pooled=true").word("pooled", "refuse", words)))
                .contains("-Ddbmigrate.pooled=true is not understood\n  = help: give refuse or allow.");
    }

    @Test
    void typedPlaceholdersAreLaidOverThePoms() {
        assertThat(typed("placeholders.tenant=acme", "placeholders.new=1")
                        .placeholders(Map.of("tenant", "initech", "region", "eu")))
                .isEqualTo(Map.of("tenant", "acme", "region", "eu", "new", "1"));
    }

    @Test
    void m14ATypingErrorIsRefused() {
        MavenLog maven = new MavenLog();
        maven.problems(problem(() -> typed("dryrun=true").refuseUnknownProperties()));
        assertThat(maven).hasToString(golden("M14"));
    }

    @Test
    void allTypingErrorsAreToldAtOnce() {
        assertThat(problem(() -> typed("xyzzy=1", "tabel=x", "migrate.skp=true").refuseUnknownProperties()))
                .isEqualTo("""
                nothing was run

                error[unknown-property]: -Ddbmigrate.migrate.skp is not a dbmigrate property
                  = help: did you mean -Ddbmigrate.migrate.skip ?  Nothing was run.

                error[unknown-property]: -Ddbmigrate.tabel is not a dbmigrate property
                  = help: did you mean -Ddbmigrate.table ?  Nothing was run.

                error[unknown-property]: -Ddbmigrate.xyzzy is not a dbmigrate property
                  = help: mvn dbmigrate:help -Ddetail  lists them.  Nothing was run.
                """);
    }

    @Test
    void thePropertiesOfAllGoalsAreKnown() {
        assertThatCode(() -> typed(
                                "url=embedded",
                                "target=1",
                                "all=true",
                                "version=1",
                                "skip=true",
                                "status.skip=true",
                                "placeholders.tenant=acme")
                        .refuseUnknownProperties())
                .doesNotThrowAnyException();
    }

    @Test
    void thePropertiesOfHelpAreNotOurs() {
        assertThat(problem(() -> typed("detail=true").refuseUnknownProperties()))
                .contains("-Ddbmigrate.detail is not a dbmigrate property");
    }

    /** What was typed, each without its {@code -Ddbmigrate.}. */
    private Given typed(String... properties) {
        Properties typed = new Properties();
        typed.setProperty("unrelated", "x");
        for (String property : properties) {
            int equals = property.indexOf('=');
            typed.setProperty("dbmigrate." + property.substring(0, equals), property.substring(equals + 1));
        }
        var request = new DefaultMavenExecutionRequest();
        request.setUserProperties(typed);
        @SuppressWarnings("deprecation")
        var session = new MavenSession(
                null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
        return new Given(session, new MojoExecution(Descriptor.plugin().getMojo("migrate"), "default-cli"), log);
    }

    private static String problem(ThrowingCallable wrong) {
        DiagnosticException e = catchThrowableOfType(DiagnosticException.class, wrong);
        return Report.refused("migrate", "", null, null, e.headline(), e.diagnostics())
                .failure();
    }
}
