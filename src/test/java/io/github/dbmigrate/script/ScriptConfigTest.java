package io.github.dbmigrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptConfigTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "executeInTransaction=false",
                "# why\n\n  executeInTransaction=false  \r\n",
                "! why\nexecuteInTransaction=false"
            })
    void flywayIsAskedForNoTransaction(String text) {
        assertThat(ScriptConfig.flyway(text).outside()).isEqualTo("executeInTransaction=false");
        assertThat(ScriptConfig.flyway(text).faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run_in_transaction = false", "# why\n\nrun_in_transaction = false # it has to\n"})
    void dieselIsAskedForNoTransaction(String text) {
        assertThat(ScriptConfig.diesel(text).outside()).isEqualTo("run_in_transaction = false");
        assertThat(ScriptConfig.diesel(text).faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n \n",
                "# executeInTransaction=false",
                "executeInTransaction=true",
                "executeInTransaction = true\nencoding=UTF-8\nplaceholderReplacement=true\nshouldExecute=true"
            })
    void whatIsOurWayAnywayIsTaken(String text) {
        assertThat(ScriptConfig.flyway(text).outside()).isNull();
        assertThat(ScriptConfig.flyway(text).faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            executeInTransaction=no        | this is neither true nor false              | write false to run it outside a transaction
            executeInTransaction=False     | this is neither true nor false              | write false to run it outside a transaction
            executeInTransaction: false    | this is no setting                          | write executeInTransaction = false
            executeInTransction=false      | there is no setting "executeInTransction"   | did you mean executeInTransaction ?
            flyway.url=x                   | there is no setting "flyway.url"            | take the line out; known here: executeInTransaction, encoding, placeholderReplacement, shouldExecute
            encoding=ISO-8859-1            | a migration is read as UTF-8                | save it as UTF-8 and take this line out
            placeholderReplacement=false   | placeholders are not chosen by file         | take the line out: only placeholders that the build lists are replaced
            shouldExecute=false            | a migration runs in every database          | take the line out, and write the condition as IF ... THEN in a DO block
            shouldExecute=${env}==prod     | a migration runs in every database          | take the line out, and write the condition as IF ... THEN in a DO block
            """)
    void whatWouldChangeMoreIsAFaultInFlywaysFile(String line, String message, String help) {
        ScriptConfig config = ScriptConfig.flyway("# first\n  " + line + "\n");
        assertThat(config.outside()).isNull();
        assertThat(config.faults())
                .containsExactly(new Fault("script-config", message, help, 10, 10 + line.length(), 2, 3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run_in_transaction = "false"   | this is neither true nor false            | write false to run it outside a transaction
            run_in_transaction: false      | this is no setting                        | write run_in_transaction = false
            [migration]                    | this is no setting                        | write run_in_transaction = false
            run_in_transactions = false    | there is no setting "run_in_transactions" | did you mean run_in_transaction ?
            """)
    void whatWouldChangeMoreIsAFaultInDieselsFile(String line, String message, String help) {
        assertThat(ScriptConfig.diesel(line).outside()).isNull();
        assertThat(ScriptConfig.diesel(line).faults())
                .containsExactly(new Fault("script-config", message, help, 0, line.length(), 1, 1));
    }

    @Test
    void everyFaultIsFound() {
        assertThat(ScriptConfig.flyway("a=1\nexecuteInTransaction=false\nb=2").faults())
                .hasSize(2);
    }
}
