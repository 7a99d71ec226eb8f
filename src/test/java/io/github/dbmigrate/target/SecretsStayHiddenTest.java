package io.github.dbmigrate.target;

import static io.github.dbmigrate.target.Fixture.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsStayHiddenTest {
    private static final String MARKER = "marker";

    @ParameterizedTest
    @ValueSource(strings = {"@", "/", "+", "%", ":", "#", "?", "&", "=", " ", "é", "\"", "'", "\\", "[", "%40"})
    void everyCharacterOfAPasswordArrivesInEveryForm(String character) {
        String password = "a" + character + "b";
        String percent = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
        String quoted = password.replace("\\", "\\\\").replace("'", "\\'");
        assertThat(List.of(
                        password("postgres://me:" + percent + "@db/shop"),
                        password("postgres://db/shop?user=me&password=" + percent),
                        password("jdbc:postgresql://db/shop?user=me&password=" + percent),
                        password("jdbc:postgresql://db/shop?user=me&password="
                                + URLEncoder.encode(password, StandardCharsets.UTF_8)),
                        password("jdbc:postgresql://me:" + percent + "@db/shop"),
                        password("host=db dbname=shop user=me password='" + quoted + "'")))
                .containsOnly(password);
    }

    static Stream<String> addresses() {
        List<String> forms = List.of(
                "postgres://me:%s@db/shop",
                "postgres://me:%s@db/shop?sslmode=maybe",
                "postgres://me:%s@db:x/shop",
                "postgres://me:%s@db/shop?frob=1",
                "postgres://me:%s@db:6432/shop",
                "postgres://me:%s@ep-a-pooler.neon.tech/shop",
                "postgres://me:%s@%%2Ftmp/shop",
                "postgres://me:%s@h1,h2/shop?port=1,2,3",
                "postgres://db/shop?user=me&password=%s",
                "postgres://db/shop?user=me&sslpassword=%s",
                "postgresql+psycopg2://me:%s@db/shop",
                "jdbc:postgresql://me:%s@db/shop",
                "jdbc:postgresql://me:%s@db:5432",
                "jdbc:postgresql://db/shop?user=me&password=%s",
                "jdbc:postgresql://db/shop?user=me&password=%s&sslmode=maybe",
                "jdbc:postgres://me:%s@db/shop",
                "host=db user=me password=%s",
                "host=db user=me password=%s x",
                "host=db user=me password='%s",
                "mysql://me:%s@db/shop",
                "jdbc:mysql://me:%s@db/shop",
                "me:%s@db/shop",
                "me:%s",
                "%s",
                "embedded:%s",
                "${%s}");
        List<String> passwords = List.of(
                MARKER,
                "a@" + MARKER,
                MARKER + "@a",
                "a/" + MARKER,
                MARKER + "/a",
                "1/" + MARKER,
                "a?" + MARKER,
                MARKER + "?a",
                "1?" + MARKER + "=a",
                "a:" + MARKER,
                "a#" + MARKER,
                "a%" + MARKER,
                MARKER + "%zz",
                "a&" + MARKER,
                "a&" + MARKER + "=b",
                "a=" + MARKER,
                "a " + MARKER,
                "[" + MARKER,
                "a]" + MARKER,
                "a," + MARKER,
                "1/a?" + MARKER + "=b",
                "a@b/" + MARKER,
                "a/b@" + MARKER);
        return forms.stream().flatMap(form -> passwords.stream().map(form::formatted));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void noPieceOfAPasswordIsShown(String address) {
        for (Fixture fixture : List.of(
                typed().url(address),
                typed().url(address).pooledAllowed(),
                typed().pom(address),
                typed().set("DATABASE_URL", address),
                typed().url("postgres://db/shop").set("DBMIGRATE_URL", address),
                typed().set("DIRECT_URL", "postgres://me@db/other").set("DATABASE_URL", address),
                typed().settings("me", MARKER, address))) {
            assertThat(everythingShown(fixture)).doesNotContain(MARKER);
        }
    }

    @Test
    void whatHoldsASecretSaysNothingOfItInALog() {
        Fixture fixture = typed().url("postgres://me:marker@db/shop?sslpassword=marker")
                .pom("postgres://me:marker@db/shop")
                .settings("me", MARKER, "postgres://me:marker@db/shop")
                .envFile("PGPASSWORD=marker");
        TargetRequest request = fixture.request();
        assertThat(List.of(
                        request.toString(),
                        String.valueOf(request.server()),
                        String.valueOf(request.envFile()),
                        new Secret(MARKER, "x").toString(),
                        Sources.list(request, name -> MARKER).toString()))
                .containsExactly(
                        "target of dbmigrate:migrate",
                        "<server> \"dbmigrate\" in settings.xml",
                        ".env with [PGPASSWORD]",
                        "***",
                        Sources.list(request, name -> "y").toString())
                .noneMatch(text -> text.contains(MARKER));
        assertThat(Fixture.server("postgres://me:marker@db/shop?sslpassword=marker"))
                .hasToString("shop on db:5432 as me, address from -Ddbmigrate.url");
    }

    private static String everythingShown(Fixture fixture) {
        try {
            Target target = fixture.resolve();
            StringBuilder text = new StringBuilder(target.toString());
            target.fold(
                    server -> {
                        server.warnings().forEach(warning -> text.append(Shown.text(warning)));
                        text.append(Shown.source(server))
                                .append(server.hosts())
                                .append(server.ignored())
                                .append(server.driverUrl())
                                .append(server.passwordPlaces());
                        return text;
                    },
                    embedded -> text);
            return text.toString();
        } catch (DiagnosticException e) {
            return Shown.refusal(() -> {
                        throw e;
                    })
                    + e
                    + e.getCause();
        }
    }

    private static @Nullable String password(String url) {
        return Fixture.server(url).driverProperties().get("password");
    }
}
