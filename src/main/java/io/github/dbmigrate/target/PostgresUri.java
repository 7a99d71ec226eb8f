package io.github.dbmigrate.target;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code postgres://user:password@host:port,host:port/database?key=value} as libpq does
 * ({@code conninfo_uri_parse_options} in PostgreSQL's fe-connect.c). The values are not judged: a port may be any text,
 * and any key is let through.
 */
final class PostgresUri {
    private static final String LONG_PREFIX = "postgresql://";
    private static final String PREFIX = "postgres://";

    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();
    private int at;

    private PostgresUri(String text) {
        this.text = text;
        this.at = text.startsWith(LONG_PREFIX) ? LONG_PREFIX.length() : PREFIX.length();
    }

    static boolean isUri(String text) {
        return text.startsWith(LONG_PREFIX) || text.startsWith(PREFIX);
    }

    /** The values by libpq's keywords. */
    static Map<String, String> parse(String uri) throws AddressException {
        PostgresUri parser = new PostgresUri(uri);
        parser.credentials();
        parser.hosts();
        parser.database();
        parser.parameters();
        return parser.values;
    }

    /**
     * Finds passwords that end too early: libpq reads such an address as another host or database, so that a piece of the
     * password would be looked up in DNS and printed.
     */
    static void refuseTornPassword(String uri) throws AddressException {
        PostgresUri parser = new PostgresUri(uri);
        int slash = parser.next("/", parser.at);
        int at = parser.next("@", parser.at);
        if (at < slash) {
            int end = parser.next("?", at);
            int ats = 0;
            for (int next = at; next < end; next = parser.next("@", next + 1)) {
                ats++;
            }
            if (ats > 1) {
                throw new AddressException(
                        "the part before @ holds " + ats + " @: write %40 for an @ in user or password");
            }
        } else if (at < uri.length() && parser.isTornBySlash(slash, at)) {
            throw new AddressException(
                    "a / stands before the @: write %2F for a / in user or password",
                    "an @ in the database or behind the ? is written %40");
        }
    }

    /** {@code user:pa/ss@host}, {@code user:12/ab?c=d@host}; but not {@code host:5432/db?user=me@tenant}. */
    private boolean isTornBySlash(int slash, int atSign) {
        int query = next("?", at);
        boolean namesUser = text.startsWith("user=", query + 1) || text.indexOf("&user=", query) >= 0;
        return atSign < query || (next(":", at) < slash && !namesUser);
    }

    private void credentials() throws AddressException {
        int stop = next("@/", at);
        if (stop == text.length() || text.charAt(stop) == '/') {
            return;
        }
        int colon = Math.min(next(":", at), stop);
        put("user", text.substring(at, colon));
        if (colon < stop) {
            put("password", text.substring(colon + 1, stop));
        }
        at = stop + 1;
    }

    private void hosts() throws AddressException {
        StringBuilder hosts = new StringBuilder();
        StringBuilder ports = new StringBuilder();
        while (true) {
            hosts.append(host());
            if (peek() == ':') {
                int end = next("/?,", at + 1);
                ports.append(text, at + 1, end);
                at = end;
            }
            if (peek() != ',') {
                break;
            }
            at++;
            hosts.append(',');
            ports.append(',');
        }
        put("host", hosts.toString());
        put("port", ports.toString());
    }

    private String host() throws AddressException {
        if (peek() != '[') {
            int end = next(":/?,", at);
            String host = text.substring(at, end);
            at = end;
            return host;
        }
        int end = next("]", at + 1);
        if (end == text.length()) {
            throw new AddressException("the [ of an IPv6 address has no ]");
        }
        String host = text.substring(at + 1, end);
        at = end + 1;
        if (host.isEmpty()) {
            throw new AddressException("the IPv6 address between [ and ] is empty");
        }
        if (at < text.length() && ":/?,".indexOf(peek()) < 0) {
            throw new AddressException("behind the ] of an IPv6 address only : / ? or , can follow");
        }
        return host;
    }

    private void database() throws AddressException {
        if (peek() == '/') {
            int end = next("?", at);
            put("dbname", text.substring(at + 1, end));
            at = end;
        }
    }

    private void parameters() throws AddressException {
        at++;
        while (at < text.length()) {
            int end = next("&", at);
            String parameter = text.substring(at, end);
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                throw new AddressException(
                        "a parameter behind the ? has no =", "write %26 for an & in a value such as the password");
            }
            if (parameter.indexOf('=', equals + 1) >= 0) {
                throw new AddressException(
                        "a parameter behind the ? has more than one =", "write %3D for an = in a value");
            }
            String key = PercentCode.decode(parameter.substring(0, equals), "the name of a parameter");
            String value = PercentCode.decode(parameter.substring(equals + 1), "the value of a parameter");
            boolean tls = key.equals("ssl") && value.equals("true");
            values.put(tls ? "sslmode" : key, tls ? "require" : value);
            at = end + 1;
        }
    }

    private void put(String key, String encoded) throws AddressException {
        if (!encoded.isEmpty()) {
            values.put(key, PercentCode.decode(encoded, "the " + (key.equals("dbname") ? "database" : key)));
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private int next(String characters, int from) {
        int i = from;
        while (i < text.length() && characters.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
