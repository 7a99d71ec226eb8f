package io.github.dbmigrate.target;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code jdbc:postgresql://host:port,host/database?key=value} and {@code jdbc:postgresql:database} as pgjdbc does
 * ({@code Driver.parseURL}): a {@code +} is a blank, hosts are not decoded, each host has its own port. One thing more than
 * pgjdbc: a user and password before the host are understood, where pgjdbc takes them for the host's name and prints them.
 */
final class JdbcUrl {
    static final String PREFIX = "jdbc:postgresql:";

    private final Map<String, String> values = new LinkedHashMap<>();
    private boolean credentialsInFront;

    private JdbcUrl() {}

    static JdbcUrl parse(String url) throws AddressException {
        JdbcUrl parsed = new JdbcUrl();
        String rest = url.substring(PREFIX.length());
        if (rest.startsWith("//")) {
            PostgresUri.refuseTornPassword("postgres:" + rest);
            rest = parsed.credentials(rest.substring(2));
            int query = query(rest);
            parsed.hostsAndDatabase(rest.substring(0, query));
            parsed.parameters(rest.substring(query));
        } else {
            int query = query(rest);
            parsed.database(rest.substring(0, query));
            parsed.parameters(rest.substring(query));
        }
        return parsed;
    }

    /** Host, port, database, user and password by libpq's keywords, everything else as it was written. */
    Map<String, String> values() {
        return values;
    }

    /** Whether a user stood before the host, which other users of this address will stumble over. */
    boolean hasCredentialsInFront() {
        return credentialsInFront;
    }

    private String credentials(String rest) throws AddressException {
        int at = rest.indexOf('@');
        int slash = rest.indexOf('/');
        if (at < 0 || (slash >= 0 && slash < at)) {
            return rest;
        }
        credentialsInFront = true;
        String pair = rest.substring(0, at);
        int colon = pair.indexOf(':');
        values.put("user", PercentCode.decode(colon < 0 ? pair : pair.substring(0, colon), "the user"));
        if (colon >= 0) {
            values.put("password", PercentCode.decode(pair.substring(colon + 1), "the password"));
        }
        return rest.substring(at + 1);
    }

    private void hostsAndDatabase(String rest) throws AddressException {
        int slash = rest.indexOf('/');
        if (slash < 0 && !rest.isEmpty()) {
            throw new AddressException(
                    "no / follows the host", "write jdbc:postgresql://host:5432/database, as pgjdbc wants it");
        }
        if (slash < 0) {
            return;
        }
        if (slash != rest.lastIndexOf('/')) {
            throw new AddressException("more than one / follows the host", "a / in the database's name is written %2F");
        }
        if (slash > 0) {
            hosts(rest.substring(0, slash));
        }
        if (slash + 1 < rest.length()) {
            values.put("dbname", decode(rest.substring(slash + 1), "the database"));
        }
    }

    private void hosts(String list) {
        StringBuilder hosts = new StringBuilder();
        StringBuilder ports = new StringBuilder();
        for (String address : list.split(",", -1)) {
            int colon = address.lastIndexOf(':');
            boolean hasPort = colon > address.lastIndexOf(']');
            String host = hasPort ? address.substring(0, colon) : address;
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            hosts.append(hosts.isEmpty() ? "" : ",").append(bracketed ? host.substring(1, host.length() - 1) : host);
            ports.append(ports.isEmpty() ? "" : ",").append(hasPort ? address.substring(colon + 1) : Host.DEFAULT_PORT);
        }
        values.put("host", hosts.toString());
        values.put("port", ports.toString());
    }

    private void database(String rest) throws AddressException {
        if (rest.startsWith("/")) {
            throw new AddressException("one / stands where two belong", "write jdbc:postgresql://host:5432/database");
        }
        if (!rest.isEmpty()) {
            values.put("dbname", decode(rest, "the database"));
        }
    }

    private void parameters(String query) throws AddressException {
        if (query.isEmpty()) {
            return;
        }
        for (String parameter : query.substring(1).split("&", -1)) {
            if (!parameter.isEmpty()) {
                int equals = parameter.indexOf('=');
                if (equals < 0 && !parameter.equals("ssl")) {
                    throw new AddressException(
                            "a parameter behind the ? has no =", "write %26 for an & in a value such as the password");
                }
                String key = equals < 0 ? parameter : parameter.substring(0, equals);
                values.put(key, equals < 0 ? "" : decode(parameter.substring(equals + 1), "the value of a parameter"));
            }
        }
    }

    private static int query(String rest) {
        int query = rest.indexOf('?');
        return query < 0 ? rest.length() : query;
    }

    private static String decode(String text, String part) throws AddressException {
        PercentCode.decode(text, part);
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
