package io.github.dbmigrate.target;

import java.util.Map;
import java.util.Set;

/**
 * The names of connection parameters, in libpq's words and in pgjdbc's. Sources: PostgreSQL's "Parameter Key Words", and
 * {@code org.postgresql.PGProperty}.
 */
final class Parameters {
    /** Where the database is and who asks: never taken over by the way. */
    static final String HOST = "host";

    static final String PORT = "port";
    static final String DATABASE = "dbname";
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String SERVICE = "service";

    static final Set<String> LOCATION = Set.of(HOST, PORT, DATABASE, USER, PASSWORD, SERVICE);

    /** pgjdbc's three own words for a location, in libpq's. */
    static final Map<String, String> LOCATION_OF_DRIVER = Map.of("PGHOST", HOST, "PGPORT", PORT, "PGDBNAME", DATABASE);

    /** libpq's keyword to pgjdbc's property, for those that keep their value. */
    static final Map<String, String> DRIVER_NAME = Map.ofEntries(
            Map.entry("application_name", "ApplicationName"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("gsslib", "gsslib"),
            Map.entry("krbsrvname", "kerberosServerName"),
            Map.entry("options", "options"),
            Map.entry("require_auth", "requireAuth"),
            Map.entry("schema", "currentSchema"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslnegotiation", "sslNegotiation"),
            Map.entry("sslpassword", "sslpassword"));

    /** Means nothing to pgjdbc and changes nothing of importance, or is meant for another client (Prisma, Vercel). */
    static final Set<String> IGNORED = Set.of(
            "client_encoding",
            "connection_limit",
            "fallback_application_name",
            "gssdelegation",
            "keepalives_count",
            "keepalives_idle",
            "keepalives_interval",
            "load_balance_hosts",
            "pgbouncer",
            "pool_timeout",
            "requirepeer",
            "ssl_max_protocol_version",
            "ssl_min_protocol_version",
            "sslcompression",
            "sslcrl",
            "sslcrldir",
            "sslsni",
            "statement_cache_size",
            "supa",
            "tcp_user_timeout",
            "workaround");

    /** What the engine stands on; an address cannot change it. */
    static final Map<String, String> FIXED =
            Map.of("assumeMinServerVersion", "12", "preferQueryMode", "simple", "prepareThreshold", "0");

    /** The variables that libpq reads besides those of the location. */
    static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("PGAPPNAME", "application_name"),
            Map.entry("PGCHANNELBINDING", "channel_binding"),
            Map.entry("PGCONNECT_TIMEOUT", "connect_timeout"),
            Map.entry("PGGSSENCMODE", "gssencmode"),
            Map.entry("PGGSSLIB", "gsslib"),
            Map.entry("PGKRBSRVNAME", "krbsrvname"),
            Map.entry("PGOPTIONS", "options"),
            Map.entry("PGREQUIREAUTH", "require_auth"),
            Map.entry("PGSSLCERT", "sslcert"),
            Map.entry("PGSSLKEY", "sslkey"),
            Map.entry("PGSSLMODE", "sslmode"),
            Map.entry("PGSSLNEGOTIATION", "sslnegotiation"),
            Map.entry("PGSSLROOTCERT", "sslrootcert"),
            Map.entry("PGTARGETSESSIONATTRS", "target_session_attrs"));

    /** pgjdbc's properties, which any address may hold. */
    static final Set<String> OF_DRIVER = Set.of(
            "adaptiveFetch",
            "adaptiveFetchMaximum",
            "adaptiveFetchMinimum",
            "allowEncodingChanges",
            "ApplicationName",
            "assumeMinServerVersion",
            "authenticationPluginClassName",
            "autosave",
            "binaryTransfer",
            "binaryTransferDisable",
            "binaryTransferEnable",
            "cancelSignalTimeout",
            "channelBinding",
            "classLoaderStrategy",
            "cleanupSavepoints",
            "connectExecutor",
            "connectExecutorArg",
            "connectTimeout",
            "convertBooleanToNumeric",
            "currentSchema",
            "databaseMetadataCacheFields",
            "databaseMetadataCacheFieldsMiB",
            "defaultRowFetchSize",
            "disableColumnSanitiser",
            "escapeSyntaxCallMode",
            "flushCacheOnDdl",
            "groupStartupParameters",
            "gssEncMode",
            "gssResponseTimeout",
            "gssUseDefaultCreds",
            "gsslib",
            "hideUnprivilegedObjects",
            "hostRecheckSeconds",
            "jaasApplicationName",
            "jaasLogin",
            "kerberosServerName",
            "loadBalanceHosts",
            "localSocketAddress",
            "logServerErrorDetail",
            "logUnclosedConnections",
            "loggerFile",
            "loggerLevel",
            "loginTimeout",
            "maxResultBuffer",
            "maxSendBufferSize",
            "options",
            "pemKeyAlgorithm",
            "preferQueryMode",
            "prepareThreshold",
            "preparedStatementCacheQueries",
            "preparedStatementCacheSizeMiB",
            "protocolVersion",
            "queryTimeout",
            "quoteReturningIdentifiers",
            "reWriteBatchedInserts",
            "reWriteBatchedInsertsSize",
            "readOnly",
            "readOnlyMode",
            "receiveBufferSize",
            "replication",
            "requireAuth",
            "scramMaxIterations",
            "sendBufferSize",
            "socketFactory",
            "socketFactoryArg",
            "socketTimeout",
            "ssl",
            "sslNegotiation",
            "sslResponseTimeout",
            "sslcert",
            "sslfactory",
            "sslfactoryarg",
            "sslhostnameverifier",
            "sslkey",
            "sslmode",
            "sslpassword",
            "sslpasswordcallback",
            "sslrootcert",
            "sspiServiceClass",
            "stringtype",
            "targetServerType",
            "tcpKeepAlive",
            "tcpNoDelay",
            "unknownLength",
            "useSpnego",
            "xmlFactoryFactory");

    private Parameters() {}
}
