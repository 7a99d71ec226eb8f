package io.github.dbmigrate.target;

import io.github.dbmigrate.diagnostic.Diagnostic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The database that a goal works on: one that runs somewhere, or one that is started for the build. */
public sealed interface Target {

    /** Where the address came from, as the user wrote it: {@code DATABASE_URL}, {@code -Ddbmigrate.url}. */
    String source();

    <T> T fold(Function<Server, T> server, Function<Embedded, T> embedded);

    /**
     * A PostgreSQL that the plugin starts itself.
     *
     * @param version {@code 17}, {@code 17.11}, or empty when any will do
     */
    record Embedded(String version, String source) implements Target {
        @Override
        public <T> T fold(Function<Server, T> server, Function<Embedded, T> embedded) {
            return embedded.apply(this);
        }
    }

    /**
     * A PostgreSQL server that is already there.
     *
     * @param hosts tried in this order; empty when a {@code service} names them
     * @param service an entry of {@code pg_service.conf}, which the driver reads; null when there is none
     * @param database its name; empty when the service gives it
     * @param user empty when the service gives it
     * @param password null when none was found: the driver then looks into {@code PGPASSFILE} or {@code ~/.pgpass} itself
     * @param passwordPlaces where a password was looked for, for the message when the server wants one
     * @param parameters the driver's other properties by the driver's names
     * @param tlsSource where sslmode was set: {@code DATABASE_URL}, {@code PGSSLMODE}; null when nobody set it
     * @param ignored parameters of the address that mean nothing to the driver and need no warning
     * @param remarks what else was found and passed over: {@code DATABASE_URL is pooled and was not used}
     * @param warnings what the user should change in the address
     * @param poolerAllowed whether the user has said that a pooler will do: no session state is relied on then
     */
    record Server(
            List<Host> hosts,
            @Nullable String service,
            String database,
            String user,
            @Nullable Secret password,
            List<String> passwordPlaces,
            Map<String, String> parameters,
            @Nullable String tlsSource,
            List<String> ignored,
            String source,
            List<String> remarks,
            List<Diagnostic> warnings,
            boolean poolerAllowed)
            implements Target {

        public Server {
            hosts = List.copyOf(hosts);
            passwordPlaces = List.copyOf(passwordPlaces);
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
            ignored = List.copyOf(ignored);
            remarks = List.copyOf(remarks);
            warnings = List.copyOf(warnings);
        }

        @Override
        public <T> T fold(Function<Server, T> server, Function<Embedded, T> embedded) {
            return server.apply(this);
        }

        /**
         * What to call the driver with, besides {@link #driverProperties()}. It names the service, for pgjdbc reads
         * that from a URL alone ({@code Driver.parseURL}), and never a host, a user or a password.
         */
        public String driverUrl() {
            return service == null
                    ? "jdbc:postgresql://"
                    : "jdbc:postgresql://?service=" + URLEncoder.encode(service, StandardCharsets.UTF_8);
        }

        /** Everything that pgjdbc must get as {@code Properties}, the password included: not for printing. */
        public Map<String, String> driverProperties() {
            Map<String, String> properties = new LinkedHashMap<>();
            if (!hosts.isEmpty()) {
                StringJoiner names = new StringJoiner(",");
                StringJoiner ports = new StringJoiner(",");
                for (Host host : hosts) {
                    names.add(host.name());
                    ports.add(Integer.toString(host.port()));
                }
                properties.put("PGHOST", names.toString());
                properties.put("PGPORT", ports.toString());
            }
            if (!database.isEmpty()) {
                properties.put("PGDBNAME", database);
            }
            if (!user.isEmpty()) {
                properties.put("user", user);
            }
            if (password != null) {
                properties.put("password", password.value());
            }
            properties.putAll(parameters);
            return properties;
        }

        /** {@code host:port} of the first host. */
        public String shownAddress() {
            return hosts.isEmpty() ? "service " + service : hosts.get(0).toString();
        }

        /**
         * A proxy that is known to keep one server connection for each of ours, so that another process id than the
         * one the start-up message gave is no sign of a pool: Neon's direct host, Supabase's session pooler.
         */
        public boolean isOneToOneProxy() {
            return !hosts.isEmpty() && hosts.stream().allMatch(Poolers::isOneToOneProxy);
        }

        /** Fit for a log: no password, and no parameter, for some are secrets too. */
        @Override
        public String toString() {
            return database + " on " + shownAddress() + " as " + user + ", address from " + source;
        }
    }
}
