package io.github.dbmigrate.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request, changed one thing at a time. */
final class Fixture {
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> unasked = new ArrayList<>();
    private boolean commandLine = true;
    private boolean writing = true;
    private boolean pooledAllowed;
    private @Nullable String url;
    private @Nullable String pomUrl;
    private @Nullable SettingsServer server;
    private @Nullable DotEnv envFile;

    /** A goal that was typed, and nothing that names a database. */
    static Fixture typed() {
        return new Fixture();
    }

    /** A goal that a pom binds. */
    static Fixture bound() {
        Fixture fixture = new Fixture();
        fixture.commandLine = false;
        return fixture;
    }

    static Target.Server server(String url) {
        return typed().url(url).server();
    }

    Fixture url(String value) {
        url = value;
        return this;
    }

    Fixture pom(String value) {
        pomUrl = value;
        return this;
    }

    Fixture set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Fixture settings(@Nullable String user, @Nullable String password, @Nullable String address) {
        Secret secret = password == null ? null : new Secret(password, "<server> \"dbmigrate\" in settings.xml");
        server = new SettingsServer("dbmigrate", user, secret, address);
        return this;
    }

    Fixture envFile(String text) {
        envFile = DotEnv.read(".env", text);
        return this;
    }

    Fixture unasked(String... names) {
        unasked.addAll(List.of(names));
        return this;
    }

    Fixture reading() {
        writing = false;
        return this;
    }

    Fixture pooledAllowed() {
        pooledAllowed = true;
        return this;
    }

    TargetRequest request() {
        return new TargetRequest(
                "migrate",
                "1.0.0",
                "osuser",
                commandLine,
                writing,
                pooledAllowed,
                url,
                pomUrl,
                "dbmigrate",
                server,
                envFile,
                unasked);
    }

    Target resolve() {
        return TargetResolver.resolve(request(), environment::get);
    }

    Target.Server server() {
        return resolve().fold(server -> server, embedded -> {
            throw new AssertionError("embedded");
        });
    }

    String refusal() {
        return Shown.refusal(this::resolve);
    }
}
