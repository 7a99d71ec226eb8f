package io.github.dbmigrate.target;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Poolers that give themselves away by their names. Behind a pooler a second client got a session lock that was held, and
 * a SET of ours reached another client (measured with PgBouncer 1.18), so a migration must not meet one unasked.
 */
final class Poolers {
    private static final String POOLER_MARK = "-pooler";
    private static final String NEON = ".neon.tech";
    private static final String SUPABASE_POOLER = ".pooler.supabase.com";
    private static final String SUPABASE = ".supabase.co";
    private static final String AZURE = ".postgres.database.azure.com";
    private static final String RDS = ".rds.amazonaws.com";
    private static final int PGBOUNCER_PORT = 6432;
    private static final int SUPABASE_POOLER_PORT = 6543;
    private static final String EACH_TRANSACTION =
            "each transaction may run on another server connection; SET and session locks leak";

    /**
     * A pooler and the way around it.
     *
     * @param message {@code ep-x-pooler.aws.neon.tech is Neon's pooler}
     * @param why what goes wrong behind it
     * @param variable the variable in which the provider keeps the direct address, or null
     * @param help what to write instead
     * @param direct the direct address, or null when the name does not tell it
     */
    record Pooler(
            String message,
            String why,
            @Nullable String variable,
            String help,
            @Nullable String direct) {}

    private Poolers() {}

    /**
     * @param marked whether the address says {@code pgbouncer=true}, as Prisma's do
     * @param user Supabase's pooler has the project's name in it
     */
    static Optional<Pooler> find(List<Host> hosts, String user, boolean marked) {
        for (Host host : hosts) {
            Optional<Pooler> found = byName(host, user);
            if (found.isPresent()) {
                return found;
            }
        }
        if (marked && !hosts.isEmpty()) {
            return Optional.of(new Pooler(
                    hosts.get(0) + " is a pooler: the address says pgbouncer=true",
                    EACH_TRANSACTION,
                    "DIRECT_URL",
                    "use the direct address",
                    null));
        }
        return Optional.empty();
    }

    private static Optional<Pooler> byName(Host host, String user) {
        String name = host.canonicalName();
        if (firstLabel(name).endsWith(POOLER_MARK)) {
            boolean neon = name.endsWith(NEON);
            return Optional.of(new Pooler(
                    host.name() + (neon ? " is Neon's pooler" : " is a pooler by its name"),
                    EACH_TRANSACTION,
                    "DATABASE_URL_UNPOOLED",
                    "use the host without \"-pooler\"",
                    withoutMark(host.name())));
        }
        if (name.endsWith(SUPABASE_POOLER) && host.port() == SUPABASE_POOLER_PORT) {
            Host session = new Host(host.name(), Host.DEFAULT_PORT);
            return Optional.of(new Pooler(
                    host + " is Supabase's transaction pooler",
                    EACH_TRANSACTION,
                    "DIRECT_URL",
                    "use its session mode on port 5432",
                    session + supabaseDirect(user)));
        }
        if (name.endsWith(RDS) && name.contains(".proxy-")) {
            return Optional.of(new Pooler(
                    host.name() + " is an RDS Proxy",
                    EACH_TRANSACTION,
                    null,
                    "use the endpoint of the instance or of the cluster, which has no \".proxy-\" in it",
                    null));
        }
        return byPort(host, name);
    }

    private static Optional<Pooler> byPort(Host host, String name) {
        if (host.port() != PGBOUNCER_PORT && host.port() != SUPABASE_POOLER_PORT) {
            return Optional.empty();
        }
        Host direct = new Host(host.name(), Host.DEFAULT_PORT);
        if (name.endsWith(AZURE)) {
            return Optional.of(new Pooler(
                    host + " is Azure's built-in PgBouncer",
                    EACH_TRANSACTION,
                    null,
                    "use port 5432 of the same host",
                    direct.toString()));
        }
        if (name.endsWith(SUPABASE)) {
            return Optional.of(new Pooler(
                    host + " is Supabase's dedicated pooler",
                    EACH_TRANSACTION,
                    "DIRECT_URL",
                    "use port 5432 of the same host",
                    direct.toString()));
        }
        String whose = host.port() == PGBOUNCER_PORT ? "PgBouncer" : "Supabase's pooler";
        return Optional.of(new Pooler(
                host + " is a pooler: port " + host.port() + " is " + whose,
                EACH_TRANSACTION,
                null,
                "use the address of PostgreSQL itself, usually port 5432",
                null));
    }

    static boolean isOneToOneProxy(Host host) {
        String name = host.canonicalName();
        return (name.endsWith(NEON) && !firstLabel(name).endsWith(POOLER_MARK))
                || (name.endsWith(SUPABASE_POOLER) && host.port() == Host.DEFAULT_PORT);
    }

    /** The same word for a server and for its pooler, or null when the pooler's name does not tell which server it serves. */
    static @Nullable String serverBehind(Host host, String user) {
        String name = host.canonicalName();
        if (name.endsWith(SUPABASE_POOLER)) {
            return supabaseProject(user);
        }
        if (name.endsWith(SUPABASE) && name.startsWith("db.")) {
            return name.substring("db.".length(), name.length() - SUPABASE.length());
        }
        if (name.endsWith(RDS) && name.contains(".proxy-")) {
            return null;
        }
        return host.isLocal() ? Host.LOCAL : withoutMark(name);
    }

    private static String supabaseDirect(String user) {
        String project = supabaseProject(user);
        return project == null ? "" : "\nor db." + project + ".supabase.co:5432 as postgres";
    }

    /** {@code postgres.<project>} is the user's name at Supabase's shared pooler. */
    private static @Nullable String supabaseProject(String user) {
        int dot = user.indexOf('.');
        return dot < 0 ? null : user.substring(dot + 1);
    }

    private static String withoutMark(String name) {
        String label = firstLabel(name);
        return label.endsWith(POOLER_MARK)
                ? label.substring(0, label.length() - POOLER_MARK.length()) + name.substring(label.length())
                : name;
    }

    private static String firstLabel(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
