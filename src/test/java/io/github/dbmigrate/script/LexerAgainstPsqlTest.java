package io.github.dbmigrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.RecordingServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The truth about scripts is psql: for each {@link LexerCase} without faults it must send the statements and the COPY data that we
 * find, to a server that takes them down. Without psql the expected files of {@link LexerCasesTest} still hold.
 */
@EnabledIf(
        value = "io.github.dbmigrate.script.Psql#isInstalled",
        disabledReason =
                "there is no psql 14 or newer on the PATH: the scripts were compared with the expected files only")
@Tag("slow")
class LexerAgainstPsqlTest {
    private static final int SMALLEST_CORPUS = 250;

    private static final String CONTINUED =
            "psql forgets the E of an escape string on the next line; the server reads on as it began (scan.l, xqs)";

    /** Where we mean to differ, and why: it is the server that has to read the statement. */
    private static final Map<String, String> DELIBERATE = Map.of(
            "string-continued-escape",
            CONTINUED,
            "string-continued-over-form-feed",
            CONTINUED,
            "string-continued-over-line-comment",
            CONTINUED,
            "function-named-begin",
            "psql counts every BEGIN in CREATE FUNCTION, so a function of that name has no end",
            "begin-atomic-labels",
            "psql takes CASE and END for keywords where the server takes them for names",
            "psql-asks",
            "psql asks the server about its objects and sets the encoding that the connection has already",
            "down-parts",
            "psql does not know the comments of other tools, so it runs both ways",
            "string-syntax: on the line of the SET already",
            "psql asks once a line how strings are read; the server reads each query by the setting it has then");

    private static RecordingServer server;
    private static Psql psql;

    @BeforeAll
    static void start() throws Exception {
        server = new RecordingServer();
        psql = new Psql(server);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> psqlSendsTheSame() {
        return comparable().stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    List<String> differences = differences(one.script());
                    String reason = DELIBERATE.getOrDefault(one.name(), DELIBERATE.get(one.topic()));
                    if (reason == null) {
                        assertThat(differences).isEmpty();
                    } else {
                        assertThat(differences).as(reason).isNotEmpty();
                    }
                }));
    }

    @Test
    void mostScriptsCanBeCompared() {
        assertThat(comparable()).hasSizeGreaterThan(SMALLEST_CORPUS);
        assertThat(comparable().stream().flatMap(one -> Stream.of(one.name(), one.topic())))
                .containsAll(DELIBERATE.keySet());
    }

    /** Our reader of files takes it off, so a script never has it. */
    @Test
    void aByteOrderMarkIsNoPartOfTheFirstStatement() throws Exception {
        String script = "SELECT 1; SELECT 2;";
        assertThat(new PsqlComparison(Script.of(script), psql.sends("\uFEFF" + script)).differences())
                .isEmpty();
    }

    @Test
    void aDifferenceWouldBeSeen() throws Exception {
        assertThat(new PsqlComparison(Script.of("SELECT 1; SELECT 3"), psql.sends("SELECT 1; SELECT 2")).differences())
                .containsExactly("statement 2 is SELECT 3\n    and psql sends SELECT 2");
        assertThat(new PsqlComparison(Script.of("COPY t FROM STDIN;\n1\n"), psql.sends("COPY t FROM STDIN;\n2\n"))
                        .differences())
                .containsExactly("data of statement 1 is 1\n\n    and psql sends 2\n");
    }

    private static List<LexerCase> comparable() {
        return LexerCase.all().stream()
                .filter(one -> Script.of(one.script()).faults().isEmpty())
                .toList();
    }

    private static List<String> differences(String script) throws Exception {
        return new PsqlComparison(Script.of(script), psql.sends(script)).differences();
    }
}
