package io.github.dbmigrate.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.target.Shown;
import io.github.dbmigrate.target.Target;
import io.github.dbmigrate.target.TargetRequest;
import io.github.dbmigrate.target.TargetResolver;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionErrorsTest {
    private static final Target.Server SHOP = server("postgres://me@db/shop", Map.of());

    @Test
    void aWrongPasswordIsDescribedAndNotShown() {
        assertThat(explain(server("postgres://me@db/shop", Map.of("PGPASSWORD", "marker0123456789")), "28P01"))
                .isEqualTo("""
                        error[28P01]: wrong password for user "me"
                          = from: DATABASE_URL
                          = password: from PGPASSWORD, 16 characters
                        """);
    }

    @Test
    void aPasswordThatEndsInALineBreakIsTold() {
        assertThat(explain(server("postgres://me@db/shop", Map.of("PGPASSWORD", "marker012345678\n")), "28P01"))
                .isEqualTo("""
                        error[28P01]: wrong password for user "me"
                          = from: DATABASE_URL
                          = password: from PGPASSWORD, 16 characters, ends in a line break
                          = help: store it without the line break:  printf %s  instead of  echo
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    postgres://me@db/shop                         | ~ marker~          | from PGPASSWORD, 7 characters  | it begins or ends with a blank
                    postgres://me@db/shop                         | m?X-Amz-Expires=90 | from PGPASSWORD, 18 characters | it is an IAM token, which lives for minutes: fetch it right before this command
                    postgres://postgres@aws-0-eu.pooler.supabase.com/p | m             | from PGPASSWORD, 1 character   | at Supabase's pooler the user is called postgres.<project>
                    postgres://me:m@db/shop                       | x                  | from DATABASE_URL, 1 character |
                    """)
    void whatMayBeWrongWithAPasswordIsSaid(String url, String password, String described, @Nullable String help) {
        assertThat(explain(server(url, Map.of("PGPASSWORD", password)), "28P01"))
                .endsWith("  = password: " + described + "\n" + (help == null ? "" : "  = help: " + help + "\n"));
    }

    @Test
    void aWrongPasswordOfThePassfileIsNotOurs() {
        assertThat(explain(SHOP, "28P01")).contains("  = password: from PGPASSFILE or ~/.pgpass\n");
    }

    @Test
    void aMissingPasswordIsSaidWithThePlacesLookedAt() {
        assertThat(explain(
                        SHOP,
                        "08004",
                        "The server requested SCRAM-based authentication, but no password was provided."))
                .isEqualTo("""
                        error[08004]: db:5432 wants a password for user "me"
                          = from: DATABASE_URL
                          = looked in: DATABASE_URL,
                                       PGPASSWORD,
                                       <server> "dbmigrate" in settings.xml,
                                       PGPASSFILE or ~/.pgpass
                          = help: set PGPASSWORD, or write the password into ~/.pgpass
                        """);
    }

    @Test
    void aServerWithoutTlsIsToldFromTheOneThatAskedForIt() {
        assertThat(explain(
                        server("postgres://me@db/shop?sslmode=require", Map.of()),
                        "08004",
                        "The server does not support SSL."))
                .isEqualTo("""
                        error[08004]: db:5432 does not speak TLS, and sslmode=require wants it
                          = from: DATABASE_URL
                          = sslmode: from DATABASE_URL
                          = help: switch TLS on at the server; on a network that you trust, use sslmode=prefer
                        """);
        assertThat(explain(
                        server("postgres://me@db/shop", Map.of("PGSSLMODE", "require")),
                        "08004",
                        "Der Server kennt SSL nicht."))
                .contains("  = sslmode: from PGSSLMODE\n");
    }

    @Test
    void channelBindingWithoutTlsIsSaid() {
        assertThat(explain(
                        server("postgres://me@db/shop?channel_binding=require", Map.of()),
                        "08004",
                        "Channel Binding is required, but SSL is not in use."))
                .isEqualTo("""
                        error[08004]: db:5432 does not speak TLS, and channel_binding=require wants it
                          = from: DATABASE_URL
                          = help: switch TLS on at the server, or leave channel_binding out on a trusted network
                        """);
    }

    @Test
    void aWayToSignInThatTheAddressForbidsIsSaid() {
        assertThat(explain(server("postgres://me:m@db/shop?require_auth=md5", Map.of()), "08004", "not allowed"))
                .isEqualTo("""
                        error[08004]: the driver did not accept how db:5432 signs users in
                          = from: DATABASE_URL
                          = help: require_auth=md5 allows no other way
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bg", "cs", "de", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt-BR", "ru", "sr", "tr", "zh-CN", "zh-TW"
            })
    void theDriversTranslationsAreUnderstood(String language) {
        Target.Server server = server("postgres://me@db/shop?sslmode=require", Map.of());
        assertThat(explain(server, "08004", translated("The server does not support SSL.", language)))
                .contains(" does not speak TLS");
        assertThat(explain(
                        server,
                        "08004",
                        translated(
                                "The server requested password-based authentication, but no password was provided.",
                                language)))
                .contains(" wants a password");
        assertThat(explain(
                        server,
                        "08001",
                        translated("Could not find a server with specified targetServerType: {0}", language)))
                .contains(" can be written to");
    }

    private static String translated(String message, String language) {
        ResourceBundle bundle =
                ResourceBundle.getBundle("org.postgresql.translation.messages", Locale.forLanguageTag(language));
        return bundle.containsKey(message) ? bundle.getString(message) : message;
    }

    @Test
    void aRefusedConnectionNamesHostAndSource() {
        assertThat(explain(SHOP, "08001", "Connection to db:5432 refused.", new ConnectException("Connection refused")))
                .isEqualTo("""
                        error[08001]: db:5432 refuses the connection
                          = from: DATABASE_URL
                          = help: is PostgreSQL running there, and does it listen on more than localhost?
                        """);
    }

    @Test
    void anUnknownHostNamesHostAndSource() {
        assertThat(explain(SHOP, "08001", "The connection attempt failed.", new UnknownHostException("db")))
                .isEqualTo("""
                        error[08001]: there is no host "db"
                          = from: DATABASE_URL
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgres://postgres@db.abc.supabase.co/p | this name has an IPv6 address only: use Supabase's session pooler;aws-0-<region>.pooler.supabase.com:5432 as postgres.abc
                    postgres://me@dpg-x1-a/shop              | this name is known inside Render only: use the external address
                    postgres://me@x.railway.internal/shop    | this name is known inside Railway only: use DATABASE_PUBLIC_URL
                    postgres://me@x.internal/shop            | this name may be known inside its network only
                    postgres://me@x.flycast/shop             | this name may be known inside its network only
                    """)
    void aNameThatIsKnownElsewhereIsExplained(String url, String help) {
        Target.Server server = server(url, Map.of());
        String expected = "  = help: " + help.replace(";", "\n          ") + "\n";
        assertThat(explain(server, "08001", "", new UnknownHostException("x"))).endsWith(expected);
        assertThat(explain(server, "08001", "", new NoRouteToHostException("No route to host")))
                .endsWith(expected);
    }

    @Test
    void aHostThatDoesNotAnswerIsSaid() {
        assertThat(explain(SHOP, "08001", "", new SocketTimeoutException("Connect timed out")))
                .isEqualTo("""
                        error[08001]: db:5432 does not answer
                          = from: DATABASE_URL
                          = help: a firewall may drop what comes from this machine
                        """);
        assertThat(explain(SHOP, "08001", "", new ConnectException("Network is unreachable")))
                .startsWith("error[08001]: no route leads to db:5432\n");
    }

    @Test
    void anUnknownDatabaseComesWithThoseThatLookAlike() {
        assertThat(Shown.text(ConnectionErrors.unknownDatabase(
                        SHOP, List.of("postgres", "shop_dev", "shp", "Shops", "template1", "app"))))
                .isEqualTo("""
                        error[3D000]: database "shop" does not exist
                          = from: DATABASE_URL
                          = there is: shop_dev, shp, Shops
                          = help: to make it:  createdb -h db -p 5432 -U me shop
                        """);
    }

    @Test
    void anUnknownDatabaseIsSaidWithoutAListToo() {
        assertThat(explain(server("postgres://m%20e@db:5433/it's", Map.of()), "3D000", "database does not exist"))
                .isEqualTo("""
                        error[3D000]: database "it's" does not exist
                          = from: DATABASE_URL
                          = help: to make it:  createdb -h db -p 5433 -U 'm e' 'it'\\''s'
                        """);
    }

    @Test
    void aRefusedStartUpParameterShowsAPooler() {
        assertThat(explain(SHOP, "08P01", "unsupported startup parameter: options"))
                .isEqualTo("""
                        error[08P01]: db:5432 is a pooler: it refuses a start-up parameter
                          = from: DATABASE_URL
                          = why: each transaction may run on another server connection; SET and session locks leak
                          = help: use the address of PostgreSQL itself
                          = allow: -Ddbmigrate.pooled=allow
                        """);
    }

    @Test
    void tooManyConnectionsAreSaid() {
        assertThat(explain(SHOP, "53300", "sorry, too many clients already")).isEqualTo("""
                        error[53300]: db:5432 has no connection left
                          = from: DATABASE_URL
                          = help: see who holds them with
                                  SELECT usename, application_name, count(*) FROM pg_stat_activity GROUP BY 1, 2;
                        """);
    }

    @Test
    void aServerThatIsNotReadyIsSaid() {
        assertThat(explain(SHOP, "57P03", "the database system is starting up")).isEqualTo("""
                        error[57P03]: db:5432 takes no connections now
                          = from: DATABASE_URL
                          = detail: the database system is starting up
                          = help: wait until it is up, then run the same command again
                        """);
    }

    @Test
    void aReplicaIsSaidWithItsPrimary() {
        assertThat(Shown.text(ConnectionErrors.replica(SHOP, "db1:5432"))).isEqualTo("""
                        error[read-only-server]: db:5432 is a replica, which cannot be written to
                          = from: DATABASE_URL
                          = help: the primary is db1:5432
                        """);
        assertThat(explain(SHOP, "25006", "cannot execute CREATE TABLE in a read-only transaction"))
                .endsWith("  = help: use the address of the primary\n");
    }

    @Test
    void replicasAloneAreSaid() {
        assertThat(explain(
                        server("postgres://me@h1,h2:5433/shop?port=1,2", Map.of()),
                        "08001",
                        "Could not find a server with specified targetServerType: primary"))
                .isEqualTo("""
                        error[08001]: none of the hosts can be written to
                          = from: DATABASE_URL
                          = hosts: h1:1, h2:2
                          = help: they are replicas or do not answer: add the primary's address
                        """);
    }

    @Test
    void aRoleWithoutTheRightToCreateIsToldTheGrant() {
        assertThat(Shown.text(ConnectionErrors.mayNotCreate("App", "public", "pg_database_owner")))
                .isEqualTo("""
                        error[42501]: role "App" may not create anything in schema "public"
                          = owner: of the schema is "pg_database_owner"
                          = why: since PostgreSQL 15 only the owner may, unless others are allowed to
                          = help: as the owner:  GRANT CREATE ON SCHEMA public TO "App";
                        """);
    }

    @Test
    void aServerThatWantsTlsIsTold() {
        assertThat(explain(SHOP, "28000", "no pg_hba.conf entry for host \"10.0.0.9\", no encryption"))
                .isEqualTo("""
                        error[28000]: db:5432 does not let user "me" in
                          = from: DATABASE_URL
                          = detail: no pg_hba.conf entry for host "10.0.0.9", no encryption
                          = help: add sslmode=require to the address
                        """);
    }

    @Test
    void aCertificateThatCannotBeCheckedIsSaid() {
        assertThat(explain(
                        server("postgres://me@db/shop?sslmode=verify-full", Map.of()),
                        "08006",
                        "SSL error: unable to find valid certification path",
                        new SSLHandshakeException("unable to find valid certification path")))
                .isEqualTo("""
                        error[08006]: TLS with db:5432 failed
                          = from: DATABASE_URL
                          = help: sslmode=verify-full checks the certificate: name its authority's file with
                                  sslrootcert=..., or use this machine's trusted ones with sslrootcert=system
                        """);
    }

    @Test
    void anythingElseIsSaidInTheServersWords() {
        assertThat(explain(SHOP, "42501", "permission denied for database \"shop\""))
                .isEqualTo("""
                        error[42501]: no connection to db:5432
                          = from: DATABASE_URL
                          = detail: permission denied for database "shop"
                        """);
    }

    @Test
    void aConnectionToAnotherMachineShouldBeEncrypted() {
        assertThat(ConnectionErrors.plainText(SHOP, false).map(Shown::text)).contains("""
                        warning[no-tls]: the connection to db:5432 is not encrypted
                          = help: switch TLS on at the server, and add sslmode=require to the address
                        """);
        assertThat(ConnectionErrors.plainText(SHOP, true)).isEmpty();
        assertThat(ConnectionErrors.plainText(server("postgres://[::1]/shop", Map.of()), false))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "53300, db, true",
        "57P03, db, true",
        "08001, db, false",
        "08001, ep-x.eu.aws.neon.tech, true",
        "28P01, db, false"
    })
    void onlyWhatPassesIsTriedAgain(String state, String host, boolean again) {
        assertThat(ConnectionErrors.retry(server("postgres://me@" + host + "/shop", Map.of()), state))
                .isEqualTo(again);
    }

    /** What pgjdbc says of an address that it cannot read, and what a hostile server might say. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unable to parse URL jdbc:postgresql://me:marker@db/shop",
                "JDBC URL must contain a / at the end of the host or port: jdbc:postgresql://db?password=marker",
                "something about marker",
                "see postgres://x"
            })
    void noMessageThatMayHoldThePasswordIsPassedOn(String message) {
        Target.Server server = server("postgres://me:marker@db/shop", Map.of());
        for (String state : new String[] {
            null, "", "08001", "08004", "08006", "08P01", "28000", "28P01", "3D000", "42501", "53300", "57P03", "99999",
            "XX000"
        }) {
            for (Throwable cause : new Throwable[] {
                null,
                new UnknownHostException("me:marker@db"),
                new ConnectException(message),
                new SSLHandshakeException(message)
            }) {
                assertThat(Shown.text(ConnectionErrors.explain(server, state, message, cause)))
                        .doesNotContain("marker", "see postgres");
            }
        }
    }

    private static String explain(Target.Server server, String state) {
        return explain(server, state, "password authentication failed for user \"me\"");
    }

    private static String explain(Target.Server server, String state, String message) {
        return Shown.text(ConnectionErrors.explain(server, state, message, null));
    }

    private static String explain(Target.Server server, String state, String message, Throwable cause) {
        return Shown.text(ConnectionErrors.explain(server, state, message, cause));
    }

    private static Target.Server server(String url, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("DATABASE_URL", url);
        TargetRequest request = new TargetRequest(
                "migrate", "1.0.0", "osuser", true, true, true, null, null, "dbmigrate", null, null, List.of());
        return TargetResolver.resolve(request, variables::get).fold(server -> server, embedded -> {
            throw new AssertionError("embedded");
        });
    }
}
