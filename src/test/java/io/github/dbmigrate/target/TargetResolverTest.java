package io.github.dbmigrate.target;

import static io.github.dbmigrate.target.Fixture.bound;
import static io.github.dbmigrate.target.Fixture.typed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetResolverTest {
    private static final String NEON = "ep-prod-xyz789.us-east-1.aws.neon.tech";
    private static final String NEON_POOLER = "ep-prod-xyz789-pooler.us-east-1.aws.neon.tech";

    @Test
    void withoutAnAddressThePlacesAreNamed() {
        assertThat(typed().unasked("DATABASE_URL").refusal()).isEqualTo("""
                        no database given
                        error[no-database]: none of these names a database
                          = -Ddbmigrate.url, <url> in the pom, <server> "dbmigrate" in settings.xml
                          = DBMIGRATE_URL, MIGRATE_DATABASE_URL, DATABASE_URL_UNPOOLED, POSTGRES_URL_NON_POOLING,
                            DATABASE_URL_DIRECT, DIRECT_URL, DATABASE_URL, POSTGRES_URL, PGHOST, PGSERVICE
                          = help: mvn dbmigrate:migrate -Ddbmigrate.url=postgres://postgres@localhost/shop
                          = help: .env has DATABASE_URL; to use it, add -Ddbmigrate.envFile=.env
                          = help: to check the files without a database: mvn dbmigrate:validate
                        """);
    }

    @Test
    void withoutADotEnvFileNothingIsSaidOfIt() {
        assertThat(typed().refusal()).doesNotContain(".env");
    }

    @Test
    void aBoundGoalNamesOnlyThePlacesThatItLooksAt() {
        assertThat(bound().set("DATABASE_URL", "postgres://db/shop")
                        .set("PGHOST", "db")
                        .unasked("DATABASE_URL")
                        .refusal())
                .isEqualTo("""
                        no database given
                        error[no-database]: none of these names a database
                          = -Ddbmigrate.url, <url> in the pom, <server> "dbmigrate" in settings.xml
                          = DBMIGRATE_URL
                          = why: a goal that a pom binds does not read DATABASE_URL, PGHOST or an envFile
                          = help: mvn dbmigrate:migrate -Ddbmigrate.url=postgres://postgres@localhost/shop
                          = help: to check the files without a database: mvn dbmigrate:validate
                        """);
    }

    @Test
    void anAddressOfSomethingElseIsNoDatabase() {
        assertThat(typed().set("DATABASE_URL", "mysql://me:marker@db/shop").refusal())
                .contains("  = DATABASE_URL is set, but it is no address of PostgreSQL\n")
                .doesNotContain("marker");
    }

    @Test
    void theSourcesAreBelievedInOrder() {
        Fixture fixture =
                typed().envFile("DBMIGRATE_URL=postgres://db/file0\nDATABASE_URL=postgres://db/file\nPGHOST=db\n");
        List<String> found = new ArrayList<>();
        found.add(source(fixture));
        fixture.set("PGHOST", "db");
        found.add(source(fixture));
        fixture.set("PGSERVICE", "shop");
        found.add(source(fixture));
        fixture.set("PGHOST_UNPOOLED", "db");
        found.add(source(fixture));
        for (String name : List.of(
                "SPRING_DATASOURCE_URL",
                "JDBC_DATABASE_URL",
                "POSTGRES_URL",
                "DATABASE_URL",
                "DIRECT_DATABASE_URL",
                "DIRECT_URL",
                "DATABASE_URL_DIRECT",
                "POSTGRES_URL_NON_POOLING",
                "DATABASE_URL_UNPOOLED",
                "MIGRATE_DATABASE_URL")) {
            fixture.set(name, "postgres://db/shop");
            found.add(source(fixture));
        }
        fixture.settings("me", null, "postgres://db/settings");
        found.add(source(fixture));
        fixture.pom("postgres://db/pom");
        found.add(source(fixture));
        fixture.set("DBMIGRATE_URL", "postgres://db/own");
        found.add(source(fixture));
        fixture.url("postgres://db/typed");
        found.add(source(fixture));
        assertThat(found)
                .containsExactly(
                        "DBMIGRATE_URL in .env",
                        "PGHOST",
                        "PGSERVICE",
                        "PGHOST_UNPOOLED",
                        "SPRING_DATASOURCE_URL",
                        "JDBC_DATABASE_URL",
                        "POSTGRES_URL",
                        "DATABASE_URL",
                        "DIRECT_DATABASE_URL",
                        "DIRECT_URL",
                        "DATABASE_URL_DIRECT",
                        "POSTGRES_URL_NON_POOLING",
                        "DATABASE_URL_UNPOOLED",
                        "MIGRATE_DATABASE_URL",
                        "<server> \"dbmigrate\" in settings.xml",
                        "<url> in the pom",
                        "DBMIGRATE_URL",
                        "-Ddbmigrate.url");
    }

    @Test
    void aBoundGoalReadsItsOwnVariableAndNoEnvFile() {
        assertThat(source(bound().set("DBMIGRATE_URL", "postgres://db/shop"))).isEqualTo("DBMIGRATE_URL");
        assertThat(bound().envFile("DATABASE_URL=postgres://db/shop").refusal()).startsWith("no database given\n");
    }

    @Test
    void aSecretThatWasLostIsNotReplacedByTheNextBestDatabase() {
        assertThat(bound().set("DBMIGRATE_URL", "").pom("embedded:17").refusal())
                .isEqualTo("""
                        the address cannot be used
                        error[bad-address]: the address is empty
                          = from: DBMIGRATE_URL
                          = help: write postgres://user:password@host/database, jdbc:postgresql://host/database
                                  or embedded:17
                        """);
        assertThat(typed().url("").set("DATABASE_URL", "postgres://db/shop").refusal())
                .contains("the address is empty");
    }

    @Test
    void anEmptyAmbientVariableIsNotSet() {
        assertThat(source(typed().set("DATABASE_URL_UNPOOLED", " ").set("DATABASE_URL", "postgres://db/shop")))
                .isEqualTo("DATABASE_URL");
    }

    @Test
    void theDirectVariableIsTakenAndThePooledOneNamed() {
        Target.Server server = typed().set("DATABASE_URL_UNPOOLED", "postgres://me:marker@" + NEON + "/shop")
                .set("DATABASE_URL", "postgres://me:marker@" + NEON_POOLER + "/shop")
                .server();
        assertThat(Shown.source(server)).isEqualTo("DATABASE_URL_UNPOOLED: DATABASE_URL is pooled and was not used");
        assertThat(server.shownAddress()).isEqualTo(NEON + ":5432");
        assertThat(server.isOneToOneProxy()).isTrue();
    }

    @Test
    void placesThatWerePassedOverAreNamedByKind() {
        Target.Server server = typed().set("DIRECT_URL", "postgres://me@" + NEON + "/shop")
                .set("DATABASE_URL", "postgres://me@" + NEON_POOLER + "/shop")
                .set("POSTGRES_URL", "postgres://me@" + NEON_POOLER + "/shop")
                .set("JDBC_DATABASE_URL", "jdbc:postgresql://localhost/dev")
                .set("SPRING_DATASOURCE_URL", "jdbc:h2:mem:test")
                .server();
        assertThat(server.remarks())
                .containsExactly(
                        "DATABASE_URL and POSTGRES_URL are pooled and were not used",
                        "JDBC_DATABASE_URL names another database and was not used",
                        "SPRING_DATASOURCE_URL is no address of PostgreSQL and was not used");
    }

    @Test
    void theSameAddressTwiceNeedsNoRemark() {
        assertThat(Shown.source(typed().set("DIRECT_URL", "postgres://db.:5432/shop")
                        .set("DATABASE_URL", "jdbc:postgresql://DB/shop")
                        .server()))
                .isEqualTo("DIRECT_URL");
    }

    @Test
    void theCommandLineSaysWhichValueOfThePomItOverrides() {
        assertThat(Shown.source(typed().url("postgres://db/a")
                        .pom("postgres://db/b")
                        .set("DATABASE_URL", "postgres://db/c")
                        .server()))
                .isEqualTo("-Ddbmigrate.url: <url> in the pom was not used");
    }

    @Test
    void aNeonPoolerIsRefusedWithTheDirectHost() {
        assertThat(typed().set("POSTGRES_URL", "postgres://me:marker@" + NEON_POOLER + "/shop?sslmode=require")
                        .refusal())
                .isEqualTo("""
                        this address is a pooler
                        error[pooled-address]: ep-prod-xyz789-pooler.us-east-1.aws.neon.tech is Neon's pooler
                          = from: POSTGRES_URL
                          = why: each transaction may run on another server connection; SET and session locks leak
                          = help: set DATABASE_URL_UNPOOLED, or use the host without "-pooler":
                                  ep-prod-xyz789.us-east-1.aws.neon.tech
                          = allow: -Ddbmigrate.pooled=allow
                        """);
    }

    @Test
    void aBoundGoalIsNotSentToAVariableThatItDoesNotRead() {
        assertThat(bound().pom("postgres://me@" + NEON_POOLER + "/shop").refusal())
                .contains("  = help: use the host without \"-pooler\":\n          " + NEON + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    me@db-pooler.example.org           | db-pooler.example.org is a pooler by its name              | set DATABASE_URL_UNPOOLED, or use the host without "-pooler":;db.example.org
                    postgres.abc@aws-0-eu.pooler.supabase.com:6543 | aws-0-eu.pooler.supabase.com:6543 is Supabase's transaction pooler | set DIRECT_URL, or use its session mode on port 5432:;aws-0-eu.pooler.supabase.com:5432;or db.abc.supabase.co:5432 as postgres
                    me@db.abc.supabase.co:6543         | db.abc.supabase.co:6543 is Supabase's dedicated pooler     | set DIRECT_URL, or use port 5432 of the same host:;db.abc.supabase.co:5432
                    me@x.postgres.database.azure.com:6432 | x.postgres.database.azure.com:6432 is Azure's built-in PgBouncer | use port 5432 of the same host:;x.postgres.database.azure.com:5432
                    me@db:6432                         | db:6432 is a pooler: port 6432 is PgBouncer                | use the address of PostgreSQL itself, usually port 5432
                    me@db:6543                         | db:6543 is a pooler: port 6543 is Supabase's pooler        | use the address of PostgreSQL itself, usually port 5432
                    me@x.proxy-cabc.eu-west-1.rds.amazonaws.com | x.proxy-cabc.eu-west-1.rds.amazonaws.com is an RDS Proxy | use the endpoint of the instance or of the cluster, which has no ".proxy-" in it
                    me@h1,h2:6432                      | h2:6432 is a pooler: port 6432 is PgBouncer                | use the address of PostgreSQL itself, usually port 5432
                    """)
    void everyPoolerIsRefusedByItsName(String server, String message, String help) {
        String url = "postgres://" + (server.contains(",") ? server.replace("h1,", "h1:5432,") : server) + "/shop";
        assertThat(typed().url(url).refusal()).isEqualTo("""
                        this address is a pooler
                        error[pooled-address]: %s
                          = from: -Ddbmigrate.url
                          = why: each transaction may run on another server connection; SET and session locks leak
                          = help: %s
                          = allow: -Ddbmigrate.pooled=allow
                        """.formatted(message, help.replace(";", "\n          ")));
    }

    @Test
    void prismasMarkIsAPooler() {
        assertThat(typed().url("postgres://me@db/shop?pgbouncer=true&connection_limit=1")
                        .refusal())
                .contains("error[pooled-address]: db:5432 is a pooler: the address says pgbouncer=true\n")
                .contains("  = help: set DIRECT_URL, or use the direct address\n");
    }

    @Test
    void supabasesSessionPoolerIsLetThrough() {
        assertThat(Fixture.server("postgres://postgres.abc@aws-0-eu.pooler.supabase.com/postgres")
                        .isOneToOneProxy())
                .isTrue();
    }

    @Test
    void aPoolerIsAllowedForAddressesThatDoNotLookLikeOneToo() {
        for (String url : List.of("postgres://me@db:6432/shop", "postgres://me@db/shop")) {
            assertThat(typed().pooledAllowed().url(url).server().poolerAllowed())
                    .isTrue();
        }
        assertThat(typed().url("postgres://me@db/shop").server().poolerAllowed())
                .isFalse();
    }

    @Test
    void twoVariablesThatNameTwoServersAreRefused() {
        assertThat(typed().set("DATABASE_URL_UNPOOLED", "postgres://me:marker@ep-dev.aws.neon.tech/shop")
                        .set("DATABASE_URL", "postgres://me:marker@" + NEON_POOLER + "/shop")
                        .refusal())
                .isEqualTo("""
                        two databases are named
                        error[two-databases]: DATABASE_URL_UNPOOLED and DATABASE_URL name different databases
                          = DATABASE_URL_UNPOOLED: shop on ep-dev.aws.neon.tech:5432
                          = DATABASE_URL: shop on ep-prod-xyz789-pooler.us-east-1.aws.neon.tech:5432
                          = help: say which one is meant with DBMIGRATE_URL or -Ddbmigrate.url
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgres://me@db/shop                     | postgres://me@db:6432/other                                         | true
                    postgres://me@db/shop                     | postgres://me@db:6432/shop                                          | false
                    postgres://me@db1/shop                    | postgres://me@db2:6432/shop                                         | true
                    postgres://postgres@db.abc.supabase.co/p  | postgres://postgres.abc@aws-0-eu.pooler.supabase.com:6543/p         | false
                    postgres://postgres@db.abc.supabase.co/p  | postgres://postgres.xyz@aws-0-eu.pooler.supabase.com:6543/p         | true
                    postgres://me@x.cabc.eu.rds.amazonaws.com/shop | postgres://me@y.proxy-cabc.eu.rds.amazonaws.com/shop           | false
                    """)
    void aPoolerServesTheServerThatItsNameTells(String direct, String pooled, boolean refused) {
        Fixture fixture = typed().set("DIRECT_URL", direct).set("DATABASE_URL", pooled);
        if (refused) {
            assertThat(fixture.refusal()).startsWith("two databases are named\n");
        } else {
            assertThat(fixture.server().remarks()).containsExactly("DATABASE_URL is pooled and was not used");
        }
    }

    @Test
    void theUnpooledHostGoesBeforeThePooledOne() {
        Target.Server server = typed().set("PGHOST_UNPOOLED", NEON)
                .set("PGHOST", NEON_POOLER)
                .set("PGUSER", "me")
                .set("PGDATABASE", "shop")
                .set("PGPASSWORD", "marker")
                .server();
        assertThat(server.driverProperties())
                .containsEntry("PGHOST", NEON)
                .containsEntry("user", "me")
                .containsEntry("PGDBNAME", "shop")
                .containsEntry("password", "marker");
        assertThat(Shown.source(server)).isEqualTo("PGHOST_UNPOOLED: PGHOST is pooled and was not used");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://me:marker@db/shop",
        "jdbc:postgresql://db/shop?user=me&password=marker",
        "jdbc:postgresql://me:marker@db/shop",
        "host=db dbname=shop user=me password=marker",
    })
    void aPasswordInThePomIsRefused(String url) {
        String refusal = """
                a password in the pom
                error[secret-in-pom]: <url> in the pom holds a password
                  = why: the pom is in the repository, and mvn -X prints it, also when it says ${env.NAME}
                  = help: leave the password out, and put it into ~/.m2/settings.xml:
                          <server><id>dbmigrate</id><username>me</username><password>...</password></server>
                  = help: or set the variable DBMIGRATE_URL and leave <url> out
                """;
        assertThat(bound().pom(url).refusal()).isEqualTo(refusal);
        assertThat(typed().url("postgres://db/other").pom(url).refusal()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({"embedded, ''", "embedded:17, 17", "embedded:17.11, 17.11", "' embedded:13 ', 13", "embedded:18.0, 18.0"
    })
    void anEmbeddedServerIsAskedForByName(String url, String version) {
        assertThat(bound().pom(url).resolve()).isEqualTo(new Target.Embedded(version, "<url> in the pom"));
    }

    @ParameterizedTest
    @CsvSource({"embedded:12", "embedded:19", "embedded:", "embedded:x", "embedded:17.", "embedded:17.1.1", "embedded17"
    })
    void anotherEmbeddedServerThereIsNot(String url) {
        assertThat(typed().url(url).refusal()).isEqualTo("""
                        the address cannot be used
                        error[bad-address]: there is no such embedded PostgreSQL
                          = from: -Ddbmigrate.url
                          = help: write embedded, embedded:17 or embedded:17.11, from 13 to 18
                        """);
    }

    @Test
    void aMissingPasswordIsLookedForInOrder() {
        assertThat(password(typed().url("postgres://me:own@db/shop").set("PGPASSWORD", "pg")))
                .isEqualTo("own");
        assertThat(password(typed().url("postgres://me@db/shop")
                        .set("PGPASSWORD", "pg")
                        .settings("me", "mvn", null)))
                .isEqualTo("pg");
        assertThat(password(typed().url("postgres://me@db/shop").settings("me", "mvn", null)))
                .isEqualTo("mvn");
        assertThat(password(typed().url("postgres://me@db/shop").envFile("PGPASSWORD=file")))
                .isEqualTo("file");
        assertThat(password(typed().url("postgres://me@db/shop").settings("other", "mvn", null)))
                .isNull();
        assertThat(password(bound().pom("postgres://me@db/shop").set("PGPASSWORD", "pg")))
                .isEqualTo("pg");
    }

    /** A user and a password of settings.xml are one thing with the pom's address, and go before what the shell holds. */
    @Test
    void theServersPasswordBelongsToThePomsAddress() {
        Target.Server server = bound().pom("jdbc:postgresql://db/shop")
                .settings("deployer", "mvn", null)
                .set("PGPASSWORD", "pg")
                .server();
        assertThat(server.user()).isEqualTo("deployer");
        assertThat(server.driverProperties()).containsEntry("password", "mvn");
    }

    @Test
    void springsUserAndPasswordStandBesideItsAddress() {
        Target.Server server = typed().set("SPRING_DATASOURCE_URL", "jdbc:postgresql://db/shop")
                .set("SPRING_DATASOURCE_USERNAME", "me")
                .set("SPRING_DATASOURCE_PASSWORD", "spring")
                .set("PGPASSWORD", "pg")
                .server();
        assertThat(server.user()).isEqualTo("me");
        assertThat(server.driverProperties()).containsEntry("password", "spring");
    }

    @Test
    void whereAPasswordWasLookedForIsKnown() {
        assertThat(typed().set("DATABASE_URL", "postgres://me@db/shop")
                        .settings("other", "mvn", null)
                        .server()
                        .passwordPlaces())
                .containsExactly(
                        "DATABASE_URL",
                        "PGPASSWORD",
                        "<server> \"dbmigrate\" in settings.xml (for user \"other\")",
                        "PGPASSFILE or ~/.pgpass");
    }

    @Test
    void aServiceIsLeftToTheDriver() {
        Target.Server server =
                typed().set("PGSERVICE", "my shop").set("PGHOST", "ignored").server();
        assertThat(server.driverUrl()).isEqualTo("jdbc:postgresql://?service=my+shop");
        assertThat(server.driverProperties()).doesNotContainKeys("PGHOST", "PGPORT", "PGDBNAME", "user", "sslmode");
        assertThat(server.shownAddress()).isEqualTo("service my shop");
    }

    @Test
    void aServiceInAnAddressIsLeftToTheDriverToo() {
        assertThat(Fixture.server("postgres://?service=shop").driverUrl()).isEqualTo("jdbc:postgresql://?service=shop");
        assertThat(Fixture.server("jdbc:postgresql://?service=shop").driverUrl())
                .isEqualTo("jdbc:postgresql://?service=shop");
        assertThat(Fixture.server("postgres://db/shop").driverUrl()).isEqualTo("jdbc:postgresql://");
    }

    @Test
    void theEnvironmentFillsInWhatPsqlWouldTakeFromIt() {
        Target.Server server = typed().url("postgres://db/shop")
                .set("PGUSER", "me")
                .set("PGSSLMODE", "verify-full")
                .set("PGPORT", "9")
                .set("PGDATABASE", "other")
                .server();
        assertThat(server.driverProperties())
                .containsEntry("user", "me")
                .containsEntry("sslmode", "verify-full")
                .containsEntry("PGPORT", "5432")
                .containsEntry("PGDBNAME", "shop");
        assertThat(server.tlsSource()).isEqualTo("PGSSLMODE");
        assertThat(bound().pom("postgres://db/shop")
                        .set("PGUSER", "me")
                        .set("PGSSLMODE", "disable")
                        .server()
                        .driverProperties())
                .containsEntry("user", "osuser")
                .containsEntry("sslmode", "prefer");
    }

    private static String source(Fixture fixture) {
        return fixture.resolve().source();
    }

    private static @Nullable String password(Fixture fixture) {
        return fixture.server().driverProperties().get("password");
    }
}
