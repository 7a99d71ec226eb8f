package io.github.dbmigrate.target;

import io.github.dbmigrate.target.Candidate.Login;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One candidate with everything that it leaves open filled in: user, password, and what we want of the driver. */
final class ServerAssembly {
    private static final int CONNECT_SECONDS = 10;

    private final TargetRequest request;
    private final Candidate candidate;
    private final Translation translation;
    private final @Nullable String tlsSource;
    private final List<Host> hosts;

    /** @param defaults what the environment says besides the location, for addresses in libpq's words */
    ServerAssembly(TargetRequest request, Candidate candidate, Map<String, String> defaults) throws AddressException {
        this.request = request;
        this.candidate = candidate;
        Address address = candidate.address();
        this.tlsSource = tlsSource(address.values(), defaults);
        this.translation = Translation.of(address.orElse(defaults), candidate.source());
        this.hosts = translation.hosts();
    }

    List<Host> hosts() {
        return hosts;
    }

    String source() {
        return candidate.source();
    }

    boolean holdsSecret() {
        return translation.holdsSecret();
    }

    boolean asksForReplica() {
        return translation.asksForReplica();
    }

    Optional<Poolers.Pooler> pooler() {
        return Poolers.find(hosts, user(), translation.isMarkedAsPooled());
    }

    /** As libpq has it: the database is named like the user, the user like the operating system's. */
    String database() {
        String database = translation.database();
        return database.isEmpty() ? user() : database;
    }

    String user() {
        if (!translation.user().isEmpty()) {
            return translation.user();
        }
        if (translation.service() != null) {
            return "";
        }
        for (Login login : candidate.logins()) {
            String user = login.user();
            if (user != null && !user.isBlank()) {
                return user;
            }
        }
        return request.osUser();
    }

    Target.Server server(List<String> remarks) {
        return new Target.Server(
                hosts,
                translation.service(),
                database(),
                user(),
                password(),
                passwordPlaces(),
                parameters(),
                tlsSource,
                translation.ignored(),
                candidate.source(),
                remarks,
                translation.warnings(),
                request.pooledAllowed());
    }

    private @Nullable Secret password() {
        Secret own = translation.password();
        if (own != null) {
            return own;
        }
        String user = user();
        for (Login login : candidate.logins()) {
            if (login.password() != null && login.isFor(user)) {
                return login.password();
            }
        }
        return null;
    }

    private @Nullable String tlsSource(Map<String, String> address, Map<String, String> defaults) {
        boolean own = address.containsKey("sslmode") || address.containsKey("ssl") || address.containsKey("requiressl");
        return own ? candidate.source() : defaults.containsKey("sslmode") ? "PGSSLMODE" : null;
    }

    private List<String> passwordPlaces() {
        List<String> places = new ArrayList<>();
        if (candidate.text() != null) {
            places.add(candidate.source());
        }
        for (Login login : candidate.logins()) {
            places.add(
                    login.password() != null && !login.isFor(user())
                            ? login.place() + " (for user \"" + login.user() + "\")"
                            : login.place());
        }
        places.add("PGPASSFILE or ~/.pgpass");
        return places;
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("ApplicationName", "dbmigrate " + request.toolVersion());
        parameters.put("tcpKeepAlive", "true");
        parameters.put("socketTimeout", "0");
        if (translation.service() == null) {
            // What the address of a service leaves open its file may say, and the driver lets properties go before it.
            parameters.put("sslmode", "prefer");
            parameters.put("gssEncMode", "disable");
            parameters.put("connectTimeout", Integer.toString(CONNECT_SECONDS));
        }
        if (hosts.size() > 1) {
            parameters.put("targetServerType", "primary");
        }
        parameters.putAll(translation.parameters());
        parameters.putAll(Parameters.FIXED);
        return parameters;
    }
}
