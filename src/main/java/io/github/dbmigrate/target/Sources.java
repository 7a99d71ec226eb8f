package io.github.dbmigrate.target;

import io.github.dbmigrate.target.Candidate.Login;
import io.github.dbmigrate.target.Candidate.Rank;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The places that may name a database, in the order in which they are believed. */
final class Sources {
    static final String OWN_VARIABLE = "DBMIGRATE_URL";

    /** Names that mean "direct". */
    static final List<String> DIRECT = List.of(
            "MIGRATE_DATABASE_URL",
            "DATABASE_URL_UNPOOLED",
            "POSTGRES_URL_NON_POOLING",
            "DATABASE_URL_DIRECT",
            "DIRECT_URL",
            "DIRECT_DATABASE_URL");

    static final List<String> GENERAL =
            List.of("DATABASE_URL", "POSTGRES_URL", "JDBC_DATABASE_URL", "SPRING_DATASOURCE_URL");

    private static final String DIRECT_HOST = "PGHOST_UNPOOLED";
    private static final String HOST = "PGHOST";
    private static final String SERVICE = "PGSERVICE";
    private static final String USER = "PGUSER";
    private static final String PASSWORD = "PGPASSWORD";

    /** Which variables hold the user and the password beside an address. */
    private static final Map<String, String> LOGIN_PREFIX =
            Map.of("JDBC_DATABASE_URL", "JDBC_DATABASE", "SPRING_DATASOURCE_URL", "SPRING_DATASOURCE");

    private final TargetRequest request;
    private final Environment environment;
    private final List<Candidate> candidates = new ArrayList<>();

    private Sources(TargetRequest request, Environment environment) {
        this.request = request;
        this.environment = environment;
    }

    static List<Candidate> list(TargetRequest request, Environment environment) {
        Sources sources = new Sources(request, environment);
        sources.given();
        if (request.commandLine()) {
            sources.ambient(environment, "");
            DotEnv file = request.envFile();
            if (file != null) {
                sources.own(file, " in " + file.name());
                sources.ambient(file, " in " + file.name());
            }
        }
        return sources.candidates;
    }

    /** The names of variables that hold an address. */
    static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        names.add(OWN_VARIABLE);
        names.addAll(DIRECT);
        names.addAll(GENERAL);
        names.addAll(List.of(DIRECT_HOST, HOST, SERVICE));
        return Collections.unmodifiableSet(names);
    }

    /** What the environment has to say besides the location, as psql would take it; by libpq's keywords. */
    static Map<String, String> defaults(TargetRequest request, Environment environment) {
        Map<String, String> values = new LinkedHashMap<>();
        DotEnv file = request.envFile();
        if (!request.commandLine()) {
            return values;
        }
        for (Map.Entry<String, String> variable : Parameters.VARIABLES.entrySet()) {
            String value = set(environment, variable.getKey());
            String filed = file == null ? null : set(file, variable.getKey());
            if (value != null || filed != null) {
                values.put(variable.getValue(), value != null ? value : filed);
            }
        }
        return values;
    }

    private void given() {
        if (request.commandLineUrl() != null) {
            add(request.wanted().commandLine(), Rank.GIVEN, request.commandLineUrl(), loose());
        }
        own(environment, "");
        if (isSet(request.pomUrl())) {
            add(request.wanted().pom(), Rank.GIVEN, request.pomUrl(), tied());
        }
        SettingsServer server = request.server();
        if (server != null && isSet(server.url())) {
            add(SettingsServer.shown(server.id()), Rank.GIVEN, server.url(), tied());
        }
    }

    /** Set to nothing counts too: a build that lost its secret must not turn to the next best database. */
    private void own(Environment variables, String place) {
        String name = request.wanted().variable();
        String own = variables.get(name);
        if (own != null) {
            add(name + place, Rank.GIVEN, own, loose());
        }
    }

    private void ambient(Environment variables, String place) {
        for (String name : DIRECT) {
            variable(variables, name, place, Rank.DIRECT);
        }
        for (String name : GENERAL) {
            variable(variables, name, place, Rank.GENERAL);
        }
        String direct = set(variables, DIRECT_HOST);
        if (direct != null) {
            libpq(variables, DIRECT_HOST + place, Rank.DIRECT, Map.of(Parameters.HOST, direct));
        }
        String service = set(variables, SERVICE);
        String host = set(variables, HOST);
        if (service != null) {
            // As in libpq, what the service says goes before PGHOST.
            candidates.add(
                    new Candidate(SERVICE + place, Rank.GENERAL, null, Map.of(Parameters.SERVICE, service), loose()));
        } else if (host != null) {
            libpq(variables, HOST + place, Rank.GENERAL, Map.of(Parameters.HOST, host));
        }
    }

    private void variable(Environment variables, String name, String place, Rank rank) {
        String value = set(variables, name);
        if (value == null) {
            return;
        }
        List<Login> logins = new ArrayList<>();
        String prefix = LOGIN_PREFIX.get(name);
        if (prefix != null) {
            String passwordName = prefix + "_PASSWORD";
            String user = set(variables, prefix + "_USERNAME");
            logins.add(new Login(passwordName + place, user, secret(variables, passwordName, place), false));
        }
        logins.addAll(loose());
        add(name + place, rank, value, logins);
    }

    private void libpq(Environment variables, String source, Rank rank, Map<String, String> host) {
        Map<String, String> values = new LinkedHashMap<>(host);
        Map<String, String> names = Map.of(
                "PGPORT",
                Parameters.PORT,
                "PGDATABASE",
                Parameters.DATABASE,
                USER,
                Parameters.USER,
                "PGHOSTADDR",
                "hostaddr");
        names.forEach((variable, keyword) -> {
            String value = set(variables, variable);
            if (value != null) {
                values.put(keyword, value);
            }
        });
        candidates.add(new Candidate(source, rank, null, values, loose()));
    }

    /** For an address in the pom or settings.xml: the server's user and password belong to it. */
    private List<Login> tied() {
        List<Login> logins = new ArrayList<>(settings());
        logins.addAll(variables());
        return logins;
    }

    /** For any other address: as psql does first, then Maven's way. */
    private List<Login> loose() {
        List<Login> logins = new ArrayList<>(variables());
        logins.addAll(settings());
        return logins;
    }

    private List<Login> settings() {
        SettingsServer server = request.server();
        return server == null || !server.id().equals(request.serverId())
                ? List.of(new Login(SettingsServer.shown(request.serverId()), null, null, false))
                : List.of(new Login(SettingsServer.shown(server.id()), server.username(), server.password(), false));
    }

    private List<Login> variables() {
        List<Login> logins = new ArrayList<>();
        logins.add(login(environment, ""));
        DotEnv file = request.envFile();
        if (file != null && request.commandLine()) {
            logins.add(login(file, " in " + file.name()));
        }
        return logins;
    }

    /** A bound goal may find its password here, but not whom to be. */
    private Login login(Environment variables, String place) {
        String user = request.commandLine() ? set(variables, USER) : null;
        return new Login(PASSWORD + place, user, secret(variables, PASSWORD, place), true);
    }

    private void add(String source, Rank rank, @Nullable String text, List<Login> logins) {
        if (text != null) {
            candidates.add(Candidate.of(source, rank, text, logins));
        }
    }

    private static @Nullable Secret secret(Environment variables, String name, String place) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : new Secret(value, name + place);
    }

    private static @Nullable String set(Environment variables, String name) {
        String value = variables.get(name);
        return isSet(value) ? value : null;
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
