package io.github.dbmigrate.postgres.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * How a server is run. None of its data survives a crash of the machine, and all of it is worth nothing then.
 *
 * @param port where it listens, on 127.0.0.1 only; 0 for any free port
 * @param plainly whether what a migration can notice (the log level of WAL, autovacuum) is as on a usual server
 */
public record Settings(int port, boolean plainly) {
    /** As fast as can be: for tests and code generators. */
    public static final Settings FAST = new Settings(0, false);

    /** Behaves as a usual server does: for rehearsing migrations. */
    public static final Settings PLAIN = new Settings(0, true);

    public Settings onPort(int fixed) {
        return new Settings(fixed, plainly);
    }

    /** Arguments for {@code postgres}; none of them has a blank. */
    List<String> arguments(int actualPort) {
        List<String> arguments = new ArrayList<>(List.of("-p", Integer.toString(actualPort), "-F"));
        set(arguments, "listen_addresses", "127.0.0.1");
        set(arguments, "unix_socket_directories", "");
        set(arguments, "full_page_writes", "off");
        set(arguments, "shared_buffers", "64MB");
        // Every CREATE DATABASE is two of them; the default is on since PostgreSQL 15.
        set(arguments, "log_checkpoints", "off");
        if (plainly) {
            // A migration that goes through 500 tables in one DO block is rehearsed, too.
            set(arguments, "max_locks_per_transaction", "1024");
        } else {
            set(arguments, "autovacuum", "off");
            // With this, CREATE DATABASE ... STRATEGY file_copy takes half the time. No sender can be had then.
            set(arguments, "wal_level", "minimal");
            set(arguments, "max_wal_senders", "0");
        }
        return arguments;
    }

    private static void set(List<String> arguments, String name, String value) {
        arguments.add("-c");
        arguments.add(name + "=" + value);
    }
}
