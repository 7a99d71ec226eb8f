package io.github.dbmigrate.target;

import java.util.Map;

/** Reads the values of an address that are more than text. What cannot be read is not quoted: it may be a piece of a password. */
final class Values {
    static final String REPLICAS_ONLY = "secondary";
    static final String REPLICAS_FIRST = "preferSecondary";

    private static final Map<String, String> SERVER_TYPES = Map.ofEntries(
            Map.entry("any", "any"),
            Map.entry("read-write", "primary"),
            Map.entry("primary", "primary"),
            Map.entry("read-only", REPLICAS_ONLY),
            Map.entry("standby", REPLICAS_ONLY),
            Map.entry("prefer-standby", REPLICAS_FIRST));
    private static final String SLASH_HINT =
            "if it is a piece of the password: write %2F for a /, %40 for an @, %3A for a :";

    private Values() {}

    static String seconds(String value) throws AddressException {
        try {
            return Integer.toString(Math.max(0, Integer.parseInt(value.strip())));
        } catch (NumberFormatException noNumber) {
            // The exception quotes the value, which says no more than this.
            throw new AddressException("the value of connect_timeout is not a number of seconds");
        }
    }

    static String serverType(String value) throws AddressException {
        String type = SERVER_TYPES.get(value);
        if (type == null) {
            throw new AddressException(
                    "there is no such target_session_attrs",
                    "write any, read-write, read-only, primary, standby or prefer-standby");
        }
        return type;
    }

    static String name(String host) throws AddressException {
        if (host.startsWith("/") || host.startsWith("@")) {
            throw new AddressException(
                    "the host is a Unix-domain socket, which Java's driver cannot open", "write localhost as the host");
        }
        if (host.indexOf('@') >= 0) {
            throw new AddressException("the host holds an @: write %40 for an @ in user or password");
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c <= ' ' || c == '/' || c == '?' || c == '#') {
                throw new AddressException("the host holds a character that no host can have", SLASH_HINT);
            }
        }
        return bare.isEmpty() ? Host.LOCAL : bare;
    }

    static int port(String text) throws AddressException {
        if (text.isEmpty()) {
            return Host.DEFAULT_PORT;
        }
        int port = text.length() <= 5 && isDigits(text) ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new AddressException("the port is not a number from 1 to 65535", SLASH_HINT);
        }
        return port;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
