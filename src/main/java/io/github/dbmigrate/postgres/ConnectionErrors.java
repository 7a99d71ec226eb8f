package io.github.dbmigrate.postgres;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.ShellWord;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.target.Host;
import io.github.dbmigrate.target.Secret;
import io.github.dbmigrate.target.Target;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Why there is no connection, and what to do. pgjdbc's own messages are looked at and never passed on: some quote the
 * address, password and all.
 */
public final class ConnectionErrors {
    /** How often a connection is tried again when {@link #retry} says so: a sleeping Neon compute wakes up meanwhile. */
    public static final int RETRIES = 3;

    private static final String WRONG_PASSWORD = "28P01";
    private static final String NOT_ALLOWED = "28000";
    private static final String UNKNOWN_DATABASE = "3D000";
    private static final String PROTOCOL_VIOLATION = "08P01";
    private static final String UNABLE_TO_CONNECT = "08001";
    private static final String CONNECTION_REJECTED = "08004";
    private static final String READ_ONLY = "25006";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final String CANNOT_CONNECT_NOW = "57P03";

    private ConnectionErrors() {}

    /** Whether the same attempt may succeed a moment later. */
    public static boolean retry(Target.Server server, @Nullable String sqlState) {
        return TOO_MANY_CONNECTIONS.equals(sqlState)
                || CANNOT_CONNECT_NOW.equals(sqlState)
                || (UNABLE_TO_CONNECT.equals(sqlState)
                        && server.hosts().stream().anyMatch(ProviderHints::wakesUp));
    }

    public static Diagnostic explain(Target.Server server, SQLException error) {
        String message = error.getMessage();
        if (error instanceof PSQLException fromDriver) {
            ServerErrorMessage fromServer = fromDriver.getServerErrorMessage();
            if (fromServer != null) {
                message = fromServer.getMessage();
            }
        }
        return explain(server, error.getSQLState(), message, error.getCause());
    }

    /**
     * @param sqlState the server's, or the one that pgjdbc chose
     * @param serverMessage the server's primary message, or pgjdbc's
     * @param cause what pgjdbc wrapped
     */
    public static Diagnostic explain(
            Target.Server server,
            @Nullable String sqlState,
            @Nullable String serverMessage,
            @Nullable Throwable cause) {
        String message = serverMessage == null ? "" : serverMessage;
        Diagnostic diagnostic = WRONG_PASSWORD.equals(sqlState)
                ? PasswordErrors.wrong(server)
                : UNKNOWN_DATABASE.equals(sqlState)
                        ? unknownDatabase(server, List.of())
                        : classify(server, sqlState == null ? "" : sqlState, message, cause);
        return diagnostic.sqlState(sqlState);
    }

    private static Diagnostic classify(
            Target.Server server, String sqlState, String message, @Nullable Throwable cause) {
        if (sqlState.equals(NOT_ALLOWED)) {
            return notAllowed(server, message);
        }
        if (sqlState.equals(TOO_MANY_CONNECTIONS)) {
            return problem("too-many-connections", server.shownAddress() + " has no connection left", server)
                    .help("see who holds them with\nSELECT usename, application_name, count(*) FROM pg_stat_activity"
                            + " GROUP BY 1, 2;");
        }
        if (sqlState.equals(CANNOT_CONNECT_NOW)) {
            return problem("not-ready", server.shownAddress() + " takes no connections now", server)
                    .note("detail", shownOr(server, message, "it is starting up or shutting down"))
                    .help("wait until it is up, then run the same command again");
        }
        if (sqlState.equals(PROTOCOL_VIOLATION) && message.contains("unsupported startup parameter")) {
            return pooler(server, "it refuses a start-up parameter");
        }
        if (sqlState.equals(READ_ONLY)) {
            return replica(server, null);
        }
        // pgjdbc's texts are translated to the user's language, so only words that stay may be looked for.
        if (sqlState.equals(CONNECTION_REJECTED) && message.contains("SSL")) {
            return TlsErrors.none(server);
        }
        if (sqlState.equals(CONNECTION_REJECTED) && server.password() == null) {
            return PasswordErrors.missing(server);
        }
        if (sqlState.equals(CONNECTION_REJECTED)) {
            return notAccepted(server);
        }
        if (sqlState.equals(UNABLE_TO_CONNECT) && message.contains("targetServerType")) {
            return noPrimary(server);
        }
        return unreachable(server, sqlState, message, cause);
    }

    private static Diagnostic unreachable(
            Target.Server server, String sqlState, String message, @Nullable Throwable cause) {
        String address = shownHosts(server);
        if (find(cause, UnknownHostException.class).isPresent()) {
            return ProviderHints.add(
                    problem("unknown-host", "there is no host \"" + hostNames(server) + "\"", server), server);
        }
        if (find(cause, NoRouteToHostException.class).isPresent() || messageHas(cause, "unreachable")) {
            return ProviderHints.add(problem("unreachable", "no route leads to " + address, server), server);
        }
        if (find(cause, SocketTimeoutException.class).isPresent()) {
            return ProviderHints.add(problem("unreachable", address + " does not answer", server), server)
                    .help("a firewall may drop what comes from this machine");
        }
        if (find(cause, ConnectException.class).isPresent()) {
            return ProviderHints.add(problem("refused", address + " refuses the connection", server), server)
                    .help("is PostgreSQL running there, and does it listen on more than localhost?");
        }
        if (find(cause, SSLException.class).isPresent() || message.contains("SSL")) {
            return TlsErrors.failed(server);
        }
        Diagnostic diagnostic = problem("no-connection", "no connection to " + address, server);
        boolean fromServer = !sqlState.startsWith("08") && !sqlState.isEmpty();
        return fromServer && isShowable(server, message) ? diagnostic.note("detail", message) : diagnostic;
    }

    private static Diagnostic notAllowed(Target.Server server, String message) {
        Diagnostic diagnostic = problem(
                "not-allowed", server.shownAddress() + " does not let user \"" + server.user() + "\" in", server);
        if (isShowable(server, message)) {
            diagnostic = diagnostic.note("detail", message);
        }
        return message.contains("no encryption") || message.contains("SSL off")
                ? diagnostic.help("add sslmode=require to the address")
                : diagnostic;
    }

    /** The driver went away because of how the server asked for the password. */
    private static Diagnostic notAccepted(Target.Server server) {
        Diagnostic diagnostic = problem(
                "not-accepted", "the driver did not accept how " + server.shownAddress() + " signs users in", server);
        String wanted = server.parameters().get("requireAuth");
        return wanted == null ? diagnostic : diagnostic.help("require_auth=" + wanted + " allows no other way");
    }

    private static Diagnostic noPrimary(Target.Server server) {
        return problem("read-only-server", "none of the hosts can be written to", server)
                .note("hosts", shownHosts(server))
                .help("they are replicas or do not answer: add the primary's address");
    }

    /** @param existing the names of the databases on the server; empty when they are not known */
    public static Diagnostic unknownDatabase(Target.Server server, List<String> existing) {
        String database = server.database();
        Diagnostic diagnostic = problem("unknown-database", "database \"" + database + "\" does not exist", server)
                .sqlState(UNKNOWN_DATABASE);
        List<String> alike = LookAlikes.of(database, existing);
        if (!alike.isEmpty()) {
            diagnostic = diagnostic.note("there is", String.join(", ", alike));
        }
        List<String> command = new ArrayList<>(List.of("createdb"));
        if (!server.hosts().isEmpty()) {
            Host host = server.hosts().get(0);
            command.addAll(List.of("-h", host.name(), "-p", Integer.toString(host.port())));
        }
        if (!server.user().isEmpty()) {
            command.addAll(List.of("-U", ShellWord.of(server.user())));
        }
        command.add(ShellWord.of(database));
        return diagnostic.help("to make it:  " + String.join(" ", command));
    }

    /**
     * The server says that it is in recovery.
     *
     * @param primary {@code host:port}, when the replica tells it
     */
    public static Diagnostic replica(Target.Server server, @Nullable String primary) {
        Diagnostic diagnostic = problem(
                "read-only-server", server.shownAddress() + " is a replica, which cannot be written to", server);
        return primary == null
                ? diagnostic.help("use the address of the primary")
                : diagnostic.help("the primary is " + primary);
    }

    /**
     * A pooler that did not show by its name.
     *
     * @param sign how it gave itself away
     */
    public static Diagnostic pooler(Target.Server server, String sign) {
        return Diagnostic.error("pooled-address", server.shownAddress() + " is a pooler: " + sign)
                .note("from", server.source())
                .note("why", "each transaction may run on another server connection; SET and session locks leak")
                .help("use the address of PostgreSQL itself")
                .note("allow", "-Ddbmigrate.pooled=allow");
    }

    /**
     * The first CREATE was refused (42501).
     *
     * @param owner whom the schema belongs to
     */
    public static Diagnostic mayNotCreate(String role, String schema, String owner) {
        Diagnostic diagnostic = Diagnostic.error(
                        "not-allowed", "role \"" + role + "\" may not create anything in schema \"" + schema + "\"")
                .sqlState("42501")
                .note("owner", "of the schema is \"" + owner + "\"");
        if (schema.equals("public")) {
            diagnostic = diagnostic.note("why", "since PostgreSQL 15 only the owner may, unless others are allowed to");
        }
        return diagnostic.help(
                "as the owner:  GRANT CREATE ON SCHEMA " + Quoted.shown(schema) + " TO " + Quoted.shown(role) + ";");
    }

    /** The connection to another machine is not encrypted. */
    public static Optional<Diagnostic> plainText(Target.Server server, boolean tls) {
        boolean remote = server.hosts().stream().anyMatch(host -> !host.isLocal());
        return tls || !remote
                ? Optional.empty()
                : Optional.of(
                        Diagnostic.warning("no-tls", "the connection to " + server.shownAddress() + " is not encrypted")
                                .help("switch TLS on at the server, and add sslmode=require to the address"));
    }

    static Diagnostic problem(String id, String message, Target.Server server) {
        return Diagnostic.error(id, message).note("from", server.source());
    }

    private static String shownHosts(Target.Server server) {
        return server.hosts().isEmpty() ? server.shownAddress() : join(server, Host::toString);
    }

    private static String hostNames(Target.Server server) {
        return server.hosts().isEmpty() ? server.shownAddress() : join(server, Host::name);
    }

    private static String join(Target.Server server, Function<Host, String> part) {
        return server.hosts().stream().map(part).collect(Collectors.joining(", "));
    }

    private static String shownOr(Target.Server server, String message, String otherwise) {
        return isShowable(server, message) ? message : otherwise;
    }

    /** Whether a message holds neither the password nor anything like an address, which might. */
    private static boolean isShowable(Target.Server server, String message) {
        Secret password = server.password();
        return !message.isBlank()
                && !message.contains("://")
                && !message.contains("jdbc:")
                && (password == null || !message.contains(password.value()));
    }

    private static <T extends Throwable> Optional<T> find(@Nullable Throwable cause, Class<T> type) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (type.isInstance(one)) {
                return Optional.of(type.cast(one));
            }
        }
        return Optional.empty();
    }

    private static boolean messageHas(@Nullable Throwable cause, String word) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            String message = one.getMessage();
            if (message != null && message.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
