package io.github.dbmigrate.target;

import io.github.dbmigrate.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address in pgjdbc's words. libpq's names are translated, for pgjdbc ignores them without a word: the
 * {@code channel_binding=require} of every Neon address would be lost (measured with pgjdbc 42.7.14).
 */
final class Translation {
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final Set<String> REPLICA_TYPES =
            Set.of(Values.REPLICAS_ONLY, Values.REPLICAS_FIRST, "slave", "preferSlave");

    private final Address address;
    private final String source;
    private final Map<String, String> location = new LinkedHashMap<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<String> ignored = new ArrayList<>();
    private final List<Diagnostic> warnings;
    private boolean markedAsPooled;

    private Translation(Address address, String source) {
        this.address = address;
        this.source = source;
        this.warnings = new ArrayList<>(address.warnings());
    }

    static Translation of(Address address, String source) throws AddressException {
        Translation translation = new Translation(address, source);
        String previous = "";
        for (Map.Entry<String, String> entry : address.values().entrySet()) {
            translation.take(entry.getKey(), entry.getValue(), previous);
            previous = entry.getKey();
        }
        translation.settleTls();
        return translation;
    }

    /** The hosts with their ports; empty when a service names them. */
    List<Host> hosts() throws AddressException {
        if (service() != null && !location.containsKey(Parameters.HOST)) {
            return List.of();
        }
        String[] names = location.getOrDefault(Parameters.HOST, "").split(",", -1);
        String[] ports = location.getOrDefault(Parameters.PORT, "").split(",", -1);
        if (ports.length != 1 && ports.length != names.length) {
            throw new AddressException(
                    "the address has " + names.length + " hosts and " + ports.length + " ports",
                    "give one port for all hosts, or one for each");
        }
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            hosts.add(new Host(Values.name(names[i].strip()), Values.port(ports[ports.length == 1 ? 0 : i].strip())));
        }
        return hosts;
    }

    /** Empty when the address does not say. */
    String database() {
        return location.getOrDefault(Parameters.DATABASE, "");
    }

    /** Empty when the address does not say. */
    String user() {
        return location.getOrDefault(Parameters.USER, "");
    }

    @Nullable
    Secret password() {
        String password = location.getOrDefault(Parameters.PASSWORD, "");
        return password.isEmpty() ? null : new Secret(password, source);
    }

    @Nullable
    String service() {
        return location.get(Parameters.SERVICE);
    }

    /** By pgjdbc's names; without our defaults. */
    Map<String, String> parameters() {
        return parameters;
    }

    List<String> ignored() {
        return ignored;
    }

    List<Diagnostic> warnings() {
        return warnings;
    }

    /** Whether it says {@code pgbouncer=true}. */
    boolean isMarkedAsPooled() {
        return markedAsPooled;
    }

    /** Whether it wants a server that cannot be written to. */
    boolean asksForReplica() {
        return REPLICA_TYPES.contains(parameters.getOrDefault("targetServerType", ""));
    }

    boolean holdsSecret() {
        return password() != null || parameters.containsKey("sslpassword");
    }

    private void take(String key, String value, String previous) throws AddressException {
        String place = Parameters.LOCATION_OF_DRIVER.getOrDefault(key, key);
        if (Parameters.LOCATION.contains(place)) {
            location.put(place, value);
        } else if (Parameters.FIXED.containsKey(key)) {
            warn(key + " is set by dbmigrate itself, and the address was not asked");
        } else if (!special(key, value)) {
            general(key, value, previous);
        }
    }

    /** Parameters that are more than another name. */
    private boolean special(String key, String value) throws AddressException {
        switch (key) {
            case "hostaddr" ->
                throw new AddressException("hostaddr is not supported", "write the IP address as the host");
            case "replication" ->
                throw new AddressException("replication is no connection that can run migrations", "remove it");
            case "ssl" -> ssl(value);
            case "requiressl" -> parameters.putIfAbsent("sslmode", value.equals("1") ? "require" : "prefer");
            case "sslmode" -> sslMode(value);
            case "sslrootcert" -> parameters.put("sslrootcert", value);
            case "connect_timeout" -> parameters.put("connectTimeout", Values.seconds(value));
            case "keepalives" -> parameters.put("tcpKeepAlive", Boolean.toString(!value.equals("0")));
            case "target_session_attrs" -> parameters.put("targetServerType", Values.serverType(value));
            case "passfile" ->
                warn("passfile is not read from an address", "set the variable PGPASSFILE, or use ~/.pgpass");
            case "pgbouncer" -> {
                markedAsPooled = value.equals("true");
                ignored.add(key);
            }
            case "socketTimeout" -> {
                parameters.put(key, value);
                if (!value.equals("0")) {
                    warn("socketTimeout ends every statement that takes longer");
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void general(String key, String value, String previous) {
        boolean jdbc = address.dialect() == Address.Dialect.JDBC;
        String translated = Parameters.DRIVER_NAME.get(key);
        if (translated != null) {
            parameters.put(translated, value);
            if (jdbc && !translated.equals(key)) {
                warn(key + " is libpq's word; pgjdbc alone would ignore it", "write " + translated);
            }
        } else if (Parameters.OF_DRIVER.contains(key)) {
            parameters.put(key, value);
        } else if (Parameters.IGNORED.contains(key)) {
            ignored.add(key);
        } else if (jdbc && hasPlugin()) {
            parameters.put(key, value);
        } else {
            unknown(key, value, previous);
        }
    }

    /** A class that is named in the address reads parameters of its own: Cloud SQL's {@code cloudSqlInstance}. */
    private boolean hasPlugin() {
        Map<String, String> values = address.values();
        return values.containsKey("socketFactory")
                || values.containsKey("sslfactory")
                || values.containsKey("authenticationPluginClassName");
    }

    private void unknown(String key, String value, String previous) {
        boolean piece = previous.endsWith("password") || !isWord(key) || value.contains("@");
        if (piece) {
            warn("a parameter of the address is unknown and was ignored", "write %26 for an & in the password");
        } else {
            warn("the parameter " + key + " is unknown and was ignored");
        }
    }

    private void ssl(String value) {
        if (address.dialect() == Address.Dialect.JDBC) {
            if (value.isEmpty() || value.equals("true")) {
                parameters.putIfAbsent("sslmode", "verify-full");
            }
        } else if (value.equals("true")) {
            parameters.put("sslmode", "require");
        } else {
            warn("the parameter ssl can only be true and was ignored", "write sslmode=disable for no TLS");
        }
    }

    private void sslMode(String value) throws AddressException {
        if (value.equals("no-verify")) {
            parameters.put("sslmode", "require");
            warn("sslmode=no-verify was read as require", "write sslmode=require");
        } else if (SSL_MODES.contains(value)) {
            parameters.put("sslmode", value);
        } else {
            throw new AddressException(
                    "there is no such sslmode", "write disable, allow, prefer, require, verify-ca or verify-full");
        }
    }

    /** {@code sslrootcert=system}: the certificates that this machine trusts are Java's to pgjdbc. */
    private void settleTls() {
        if ("system".equals(parameters.get("sslrootcert"))) {
            parameters.remove("sslrootcert");
            parameters.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            parameters.put("sslmode", "verify-full");
        }
    }

    private void warn(String message, String... help) {
        Diagnostic warning = Address.warning(message, source);
        for (String line : help) {
            warning = warning.help(line);
        }
        warnings.add(warning);
    }

    private static boolean isWord(String key) {
        return !key.isEmpty()
                && key.chars()
                        .allMatch(c -> "_-.".indexOf(c) >= 0
                                || (c >= '0' && c <= '9')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= 'a' && c <= 'z'));
    }
}
