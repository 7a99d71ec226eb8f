package io.github.dbmigrate.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class JdbcUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop?user=me",
                "jdbc:postgresql://db:5433/shop?user=me&password=a+b%2Bc%40d",
                "jdbc:postgresql://h1,h2:5433/shop?user=me",
                "jdbc:postgresql://:5433/shop?user=me",
                "jdbc:postgresql:///shop?user=me",
                "jdbc:postgresql://db/?user=me",
                "jdbc:postgresql://?user=me",
                "jdbc:postgresql:shop?user=me",
                "jdbc:postgresql://db/my%2Fshop+x?user=me",
                "jdbc:postgresql://db/shop?user=me&host=other&port=5434&dbname=else",
                "jdbc:postgresql://db/shop?user=me&PGHOST=other&PGPORT=5434&PGDBNAME=else",
                "jdbc:postgresql://db/shop?user=me&password=a=b=c",
                "jdbc:postgresql://[::1]:5433/shop?user=me",
            })
    void namesTheSamePlaceAsToTheDriver(String url) {
        Properties driver = Objects.requireNonNull(Driver.parseURL(url, null));
        Target.Server ours = Fixture.server(url);
        assertThat(ours.driverProperties().get("PGPORT")).isEqualTo(driver.getProperty("PGPORT"));
        assertThat(ours.driverProperties().get("PGHOST")).isEqualTo(hosts(driver.getProperty("PGHOST")));
        assertThat(ours.database()).isEqualTo(driver.getProperty("PGDBNAME"));
        assertThat(ours.driverProperties().get("password")).isEqualTo(driver.getProperty("password"));
    }

    @Test
    void aUserBeforeTheHostIsUnderstood() {
        Target.Server server = Fixture.server("jdbc:postgresql://me:a%2Fb+c@db:5433/shop");
        assertThat(server.driverProperties())
                .containsEntry("user", "me")
                .containsEntry("password", "a/b+c")
                .containsEntry("PGHOST", "db")
                .containsEntry("PGPORT", "5433");
        assertThat(server.warnings()).extracting(Shown::text).containsExactly("""
                        warning[odd-address]: pgjdbc itself takes a user before the host for the host
                          = from: -Ddbmigrate.url
                          = help: write jdbc:postgresql://host/database?user=...&password=... or postgresql://
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    jdbc:postgresql://db:5432                | no / follows the host
                    jdbc:postgresql://db/a/b                 | more than one / follows the host
                    jdbc:postgresql:/shop                    | one / stands where two belong
                    jdbc:postgresql://me:p/w@db/shop         | a / stands before the @: write %2F for a / in user or password
                    jdbc:postgresql://me:p@w@db/shop         | the part before @ holds 2 @: write %40 for an @ in user or password
                    jdbc:postgresql://db/shop?password=a&b   | a parameter behind the ? has no =
                    jdbc:postgresql://db/shop?password=%zz   | a % in the value of a parameter is not followed by two hex digits
                    """)
    void saysWhichPartIsWrong(String url, String problem) {
        assertThat(Fixture.typed().url(url).refusal())
                .startsWith(
                        "the address cannot be used\nerror[bad-address]: " + problem + "\n  = from: -Ddbmigrate.url\n");
    }

    /** To pgjdbc ssl=true means to check the server's certificate, to libpq only to encrypt. */
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop?ssl=true, verify-full",
        "jdbc:postgresql://db/shop?ssl, verify-full",
        "jdbc:postgresql://db/shop?ssl=true&sslmode=require, require",
        "jdbc:postgresql://db/shop?sslmode=require&ssl=true, require",
        "jdbc:postgresql://db/shop?ssl=false, prefer",
        "jdbc:postgresql://db/shop, prefer",
        "postgres://db/shop?ssl=true, require",
    })
    void sslKeepsTheMeaningOfItsDialect(String url, String mode) {
        assertThat(Fixture.server(url).driverProperties()).containsEntry("sslmode", mode);
    }

    /** pgjdbc keeps the brackets, and takes no name for this machine. */
    private static String hosts(String ofDriver) {
        return ofDriver.isEmpty() ? "localhost" : ofDriver.replace("[", "").replace("]", "");
    }
}
