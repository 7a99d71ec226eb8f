package io.github.dbmigrate.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dbmigrate.target.Shown;
import io.github.dbmigrate.target.Target;
import io.github.dbmigrate.target.TargetRequest;
import io.github.dbmigrate.target.TargetResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** What pgjdbc really throws when a server says one thing and hangs up. */
class ConnectionErrorsOfTheDriverTest {
    private static final byte[] NO_TLS = {'N'};
    private static final byte[] ASKS_FOR_CLEARTEXT_PASSWORD = {'R', 0, 0, 0, 8, 0, 0, 0, 3};

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(explanation("postgres://me:marker@127.0.0.1:" + port + "/shop"))
                .startsWith("error[08001]: 127.0.0.1:" + port + " refuses the connection\n")
                .doesNotContain("marker");
    }

    @Test
    void theHostIsUnknown() {
        assertThat(explanation("postgres://me:marker@db.invalid/shop"))
                .startsWith("error[08001]: there is no host \"db.invalid\"\n")
                .doesNotContain("marker");
    }

    @Test
    void thereIsNoTls() throws IOException {
        assertThat(explanation("sslmode=require", NO_TLS))
                .contains(" does not speak TLS, and sslmode=require wants it\n");
    }

    @Test
    void thePasswordIsMissing() throws IOException {
        assertThat(explanation("sslmode=disable", ASKS_FOR_CLEARTEXT_PASSWORD))
                .contains(" wants a password for user \"nobody-of-this-name\"\n");
    }

    @Test
    void theServerRefuses() throws IOException {
        assertThat(explanation("sslmode=disable", error("28P01", "password authentication failed")))
                .startsWith("error[28P01]: wrong password for user \"nobody-of-this-name\"\n");
        assertThat(explanation("sslmode=disable", error("57P03", "the database system is starting up")))
                .contains("  = detail: the database system is starting up\n");
        assertThat(explanation("sslmode=disable", error("3D000", "database \"shop\" does not exist")))
                .startsWith("error[3D000]: database \"shop\" does not exist\n");
        assertThat(explanation("sslmode=disable", error("08P01", "unsupported startup parameter: options")))
                .contains(" is a pooler: ");
    }

    /** One exchange says who we are; without assumeMinServerVersion it would be a query of its own. */
    @Test
    void theApplicationsNameIsInTheStartUpMessage() throws IOException {
        try (OneAnswerServer server = new OneAnswerServer(error("57P03", "starting up"))) {
            explanation("postgres://me@127.0.0.1:" + server.port() + "/shop?sslmode=disable");
            assertThat(server.asked())
                    .contains("user\0me\0", "database\0shop\0", "application_name\0dbmigrate 1.0.0\0")
                    .doesNotContain("options", "search_path", "extra_float_digits");
        }
    }

    private static String explanation(String parameters, byte[] answer) throws IOException {
        try (OneAnswerServer server = new OneAnswerServer(answer)) {
            return explanation("postgres://nobody-of-this-name@127.0.0.1:" + server.port() + "/shop?" + parameters);
        }
    }

    private static byte[] error(String state, String message) {
        String fields = "SFATAL\0VFATAL\0C" + state + "\0M" + message + "\0\0";
        byte[] body = fields.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[body.length + 5];
        whole[0] = 'E';
        whole[4] = (byte) (body.length + 4);
        System.arraycopy(body, 0, whole, 5, body.length);
        return whole;
    }

    private static String explanation(String url) {
        TargetRequest request = new TargetRequest(
                "migrate", "1.0.0", "osuser", false, true, false, url, null, "dbmigrate", null, null, List.of());
        Target.Server server = TargetResolver.resolve(request, name -> null).fold(found -> found, embedded -> {
            throw new AssertionError("embedded");
        });
        Properties properties = new Properties();
        properties.putAll(server.driverProperties());
        SQLException error =
                catchThrowableOfType(SQLException.class, () -> new Driver().connect(server.driverUrl(), properties));
        return Shown.text(ConnectionErrors.explain(server, error));
    }
}
