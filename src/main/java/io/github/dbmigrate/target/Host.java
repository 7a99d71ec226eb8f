package io.github.dbmigrate.target;

import java.util.Locale;

/** A server's name or IP address (IPv6 without brackets) and port. */
public record Host(String name, int port) {
    static final String LOCAL = "localhost";
    static final int DEFAULT_PORT = 5432;

    /** Whether it is this machine by its name: nothing leaves it, so TLS is not missed. */
    public boolean isLocal() {
        return name.equalsIgnoreCase(LOCAL) || name.startsWith("127.") || name.equals("::1");
    }

    /** The name as DNS compares it: lower case, without the final dot. */
    String canonicalName() {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** {@code host:port}, with brackets around an IPv6 address. */
    @Override
    public String toString() {
        return name.contains(":") ? "[" + name + "]:" + port : name + ":" + port;
    }
}
