package io.github.dbmigrate.target;

import static io.github.dbmigrate.target.Fixture.typed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationTest {

    @Test
    void anAddressBecomesEverythingThatTheDriverNeeds() {
        assertThat(Fixture.server("postgres://me:a%20b@db:5433/shop").driverProperties())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("PGHOST", "db"),
                        Map.entry("PGPORT", "5433"),
                        Map.entry("PGDBNAME", "shop"),
                        Map.entry("user", "me"),
                        Map.entry("password", "a b"),
                        Map.entry("sslmode", "prefer"),
                        Map.entry("ApplicationName", "dbmigrate 1.0.0"),
                        Map.entry("assumeMinServerVersion", "12"),
                        Map.entry("preferQueryMode", "simple"),
                        Map.entry("prepareThreshold", "0"),
                        Map.entry("tcpKeepAlive", "true"),
                        Map.entry("connectTimeout", "10"),
                        Map.entry("socketTimeout", "0"),
                        Map.entry("gssEncMode", "disable")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    host                 | postgres://db.local/shop                        | PGHOST             | db.local
                    host, IPv6           | postgres://[2001:db8::1]:5433/shop              | PGHOST             | 2001:db8::1
                    host, several        | postgres://h1,[::1]:5433/shop                   | PGHOST             | h1,::1
                    host, empty          | postgres:///shop                                | PGHOST             | localhost
                    host, encoded        | postgres://db%2Elocal/shop                      | PGHOST             | db.local
                    host, parameter      | postgres:///shop?host=db                        | PGHOST             | db
                    port                 | postgres://db:5433/shop                         | PGPORT             | 5433
                    port, empty          | postgres://db:/shop                             | PGPORT             | 5432
                    port, each           | postgres://h1:1,h2:2/shop                       | PGPORT             | 1,2
                    port, some           | postgres://h1,h2:2/shop                         | PGPORT             | 5432,2
                    port, for all        | postgres://h1,h2/shop?port=7                    | PGPORT             | 7,7
                    dbname               | postgres://db/shop                              | PGDBNAME           | shop
                    dbname, with a slash | postgres://db/my/shop                           | PGDBNAME           | my/shop
                    dbname, empty        | postgres://me@db                                | PGDBNAME           | me
                    user                 | postgres://m%C3%A9@db/shop                      | user               | mé
                    user, empty          | postgres://db/shop                              | user               | osuser
                    password             | postgres://me:a+b%25%26=@db/shop                | password           | a+b%&=
                    sslmode              | postgres://db/shop?sslmode=verify-ca            | sslmode            | verify-ca
                    sslmode, none        | postgres://db/shop                              | sslmode            | prefer
                    sslmode, node        | postgres://db/shop?sslmode=no-verify            | sslmode            | require
                    ssl                  | postgres://db/shop?ssl=true                     | sslmode            | require
                    requiressl           | postgres://db/shop?requiressl=1                 | sslmode            | require
                    sslrootcert          | postgres://db/shop?sslrootcert=/ca.pem          | sslrootcert        | /ca.pem
                    sslrootcert, system  | postgres://db/shop?sslrootcert=system           | sslfactory         | org.postgresql.ssl.DefaultJavaSSLFactory
                    system, mode         | postgres://db/shop?sslrootcert=system           | sslmode            | verify-full
                    sslcert              | postgres://db/shop?sslcert=/c.pem               | sslcert            | /c.pem
                    sslkey               | postgres://db/shop?sslkey=/k.pem                | sslkey             | /k.pem
                    sslpassword          | postgres://db/shop?sslpassword=x                | sslpassword        | x
                    channel_binding      | postgres://db/shop?channel_binding=require      | channelBinding     | require
                    sslnegotiation       | postgres://db/shop?sslnegotiation=direct        | sslNegotiation     | direct
                    require_auth         | postgres://db/shop?require_auth=scram-sha-256   | requireAuth        | scram-sha-256
                    gssencmode           | postgres://db/shop?gssencmode=prefer            | gssEncMode         | prefer
                    krbsrvname           | postgres://db/shop?krbsrvname=pg                | kerberosServerName | pg
                    gsslib               | postgres://db/shop?gsslib=gssapi                | gsslib             | gssapi
                    connect_timeout      | postgres://db/shop?connect_timeout=3            | connectTimeout     | 3
                    connect_timeout < 0  | postgres://db/shop?connect_timeout=-1           | connectTimeout     | 0
                    application_name     | postgres://db/shop?application_name=ci%207      | ApplicationName    | ci 7
                    options              | postgres://db/shop?options=-c%20a.b%3Dc         | options            | -c a.b=c
                    attrs, read-write    | postgres://db/shop?target_session_attrs=read-write | targetServerType | primary
                    attrs, primary       | postgres://db/shop?target_session_attrs=primary | targetServerType   | primary
                    attrs, any           | postgres://h1,h2/shop?target_session_attrs=any  | targetServerType   | any
                    several hosts        | postgres://h1,h2/shop                           | targetServerType   | primary
                    keepalives           | postgres://db/shop?keepalives=1                 | tcpKeepAlive       | true
                    no keepalives        | postgres://db/shop?keepalives=0                 | tcpKeepAlive       | false
                    schema               | postgres://db/shop?schema=app                   | currentSchema      | app
                    the driver's own     | postgres://db/shop?loginTimeout=5               | loginTimeout       | 5
                    psycopg              | postgresql+psycopg2://db/shop                   | PGDBNAME           | shop
                    jdbc:postgres        | jdbc:postgres://db/shop                         | PGDBNAME           | shop
                    jdbc, libpq's word   | jdbc:postgresql://db/shop?channel_binding=require | channelBinding   | require
                    jdbc, plugin         | jdbc:postgresql:///shop?socketFactory=a.B&cloudSqlInstance=c | cloudSqlInstance | c
                    keywords             | host=db dbname='my shop' user=me                | PGDBNAME           | my shop
                    """)
    void everyParameterReachesTheDriver(String row, String url, String property, String value) {
        assertThat(Fixture.server(url).driverProperties()).as(row).containsEntry(property, value);
    }

    @ParameterizedTest
    @CsvSource({
        "PGAPPNAME, ApplicationName, x",
        "PGCHANNELBINDING, channelBinding, require",
        "PGCONNECT_TIMEOUT, connectTimeout, 7",
        "PGGSSENCMODE, gssEncMode, prefer",
        "PGGSSLIB, gsslib, gssapi",
        "PGKRBSRVNAME, kerberosServerName, pg",
        "PGOPTIONS, options, -c a.b=c",
        "PGREQUIREAUTH, requireAuth, md5",
        "PGSSLCERT, sslcert, /c.pem",
        "PGSSLKEY, sslkey, /k.pem",
        "PGSSLMODE, sslmode, require",
        "PGSSLNEGOTIATION, sslNegotiation, direct",
        "PGSSLROOTCERT, sslrootcert, /ca.pem",
        "PGPORT, PGPORT, 5433",
        "PGDATABASE, PGDBNAME, shop",
        "PGUSER, user, me",
        "PGPASSWORD, password, 100% & = @",
    })
    void everyVariableOfLibpqReachesTheDriver(String variable, String property, String value) {
        assertThat(typed().set("PGHOST", "db").set(variable, value).server().driverProperties())
                .containsEntry(property, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_encoding",
                "fallback_application_name",
                "gssdelegation",
                "keepalives_count",
                "keepalives_idle",
                "keepalives_interval",
                "load_balance_hosts",
                "requirepeer",
                "ssl_max_protocol_version",
                "ssl_min_protocol_version",
                "sslcompression",
                "sslcrl",
                "sslcrldir",
                "sslsni",
                "tcp_user_timeout",
                "connection_limit",
                "pool_timeout",
                "statement_cache_size",
                "supa",
                "workaround",
                "pgbouncer"
            })
    void whatMeansNothingToTheDriverIsKeptOutQuietly(String name) {
        Target.Server server = Fixture.server("postgres://db/shop?" + name + "=1");
        assertThat(server.ignored()).containsExactly(name);
        assertThat(server.warnings()).isEmpty();
        assertThat(server.driverProperties()).doesNotContainKey(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgres://db/shop?frob=1                          | the parameter frob is unknown and was ignored
                    jdbc:postgresql://db/shop?frob=1                   | the parameter frob is unknown and was ignored
                    postgres://db/shop?password=a&frob=1               | a parameter of the address is unknown and was ignored
                    postgres://db/shop?ssl=1                           | the parameter ssl can only be true and was ignored
                    postgres://db/shop?sslmode=no-verify               | sslmode=no-verify was read as require
                    postgres://db/shop?passfile=/x                     | passfile is not read from an address
                    postgres://db/shop?socketTimeout=30                | socketTimeout ends every statement that takes longer
                    postgres://db/shop?preferQueryMode=extended        | preferQueryMode is set by dbmigrate itself, and the address was not asked
                    jdbc:postgresql://db/shop?application_name=x       | application_name is libpq's word; pgjdbc alone would ignore it
                    postgresql+psycopg2://db/shop                      | the address names a driver of another language before ://
                    jdbc:postgres://db/shop                            | the address begins with jdbc:postgres:, which no JDBC driver takes
                    psql 'postgres://db/shop'                          | the command psql before the address was dropped; the quotes around the address were dropped
                    """, quoteCharacter = '~')
    void whatIsOddIsNamed(String url, String messages) {
        assertThat(Fixture.server(url).warnings())
                .extracting(warning -> warning.message())
                .containsExactly(messages.split("; (?=the quotes)"));
    }

    @Test
    void blanksAndALineBreakAroundAnAddressAreDropped() {
        Target.Server server =
                typed().set("DATABASE_URL", "postgres://me@db/shop\r\n").server();
        assertThat(server.database()).isEqualTo("shop");
        assertThat(server.warnings()).extracting(Shown::text).containsExactly("""
                        warning[odd-address]: blanks or a line break around the address were dropped
                          = from: DATABASE_URL
                        """);
    }

    @Test
    void aLineBreakBehindAPasswordIsKeptForItMayBeMeant() {
        Secret password = typed().url("postgres://me@db/shop")
                .set("PGPASSWORD", "x\n")
                .server()
                .password();
        assertThat(password).isEqualTo(new Secret("x\n", "PGPASSWORD"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgres://%2Fvar%2Frun%2Fpostgresql/shop       | the host is a Unix-domain socket, which Java's driver cannot open
                    postgres:///shop?host=/tmp                      | the host is a Unix-domain socket, which Java's driver cannot open
                    postgres:///shop?host=@abstract                 | the host is a Unix-domain socket, which Java's driver cannot open
                    host=/tmp dbname=shop                           | the host is a Unix-domain socket, which Java's driver cannot open
                    postgres://db/shop?hostaddr=10.0.0.1            | hostaddr is not supported
                    postgres://db/shop?replication=database         | replication is no connection that can run migrations
                    postgres://db/shop?target_session_attrs=standby | the address asks for a read-only server, and migrate writes
                    postgres://db/shop?target_session_attrs=read-only | the address asks for a read-only server, and migrate writes
                    postgres://db/shop?target_session_attrs=prefer-standby | the address asks for a read-only server, and migrate writes
                    jdbc:postgresql://db/shop?targetServerType=slave | the address asks for a read-only server, and migrate writes
                    postgres://db/shop?target_session_attrs=best    | there is no such target_session_attrs
                    postgres://db/shop?sslmode=maybe                | there is no such sslmode
                    postgres://db/shop?connect_timeout=soon         | the value of connect_timeout is not a number of seconds
                    postgres://db:54x2/shop                         | the port is not a number from 1 to 65535
                    postgres://db:0/shop                            | the port is not a number from 1 to 65535
                    postgres://db:65536/shop                        | the port is not a number from 1 to 65535
                    jdbc:postgresql://db:x/shop                     | the port is not a number from 1 to 65535
                    postgres://h1,h2,h3/shop?port=1,2               | the address has 3 hosts and 2 ports
                    postgres://a b/shop                             | the host holds a character that no host can have
                    mysql://me@db/shop                              | this is no address of PostgreSQL
                    jdbc:mysql://db/shop                            | this is no address of PostgreSQL
                    me@db/shop                                      | this is no address of a database
                    me:a=b@db/shop                                  | this is no address of a database
                    ${env.DB}                                       | Maven has no value for the property in the address
                    host=db dbname                                  | a word of the address is not followed by =
                    host=db dbname='shop                            | a single quote in the address is never closed
                    """, quoteCharacter = '~')
    void whatCannotWorkIsRefused(String url, String problem) {
        assertThat(typed().url(url).refusal())
                .startsWith(
                        "the address cannot be used\nerror[bad-address]: " + problem + "\n  = from: -Ddbmigrate.url\n");
    }

    @Test
    void aHostaddrInTheEnvironmentIsRefusedToo() {
        assertThat(typed().set("PGHOST", "db").set("PGHOSTADDR", "10.0.0.1").refusal())
                .contains("error[bad-address]: hostaddr is not supported\n  = from: PGHOST\n");
    }

    @ParameterizedTest
    @CsvSource({
        "read-only, secondary",
        "standby, secondary",
        "prefer-standby, preferSecondary",
    })
    void aReplicaWillDoForAGoalThatReads(String attributes, String type) {
        assertThat(typed().reading()
                        .url("postgres://db/shop?target_session_attrs=" + attributes)
                        .server()
                        .driverProperties())
                .containsEntry("targetServerType", type);
    }
}
