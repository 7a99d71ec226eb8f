package io.github.dbmigrate.target;

import io.github.dbmigrate.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an address says, before anything is added to it.
 *
 * @param values host, port, dbname, user and password by libpq's keywords, everything else as it was written
 * @param dialect whose meaning the other names have
 */
record Address(Map<String, String> values, Dialect dialect, List<Diagnostic> warnings) {
    static final String FORMS =
            "write postgres://user:password@host/database, jdbc:postgresql://host/database\nor embedded:17";
    static final String EMBEDDED = "embedded";

    /** Whose names and defaults an address follows: {@code ssl=true} is sslmode=require to libpq, verify-full to pgjdbc. */
    enum Dialect {
        LIBPQ,
        JDBC
    }

    Address {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        warnings = List.copyOf(warnings);
    }

    /**
     * With these where the address is silent, as libpq does with its variables. Not for pgjdbc's addresses, whose users do
     * not expect it, nor beside a service, whose file goes before the variables.
     */
    Address orElse(Map<String, String> defaults) {
        if (dialect == Dialect.JDBC || values.containsKey(Parameters.SERVICE)) {
            return this;
        }
        Map<String, String> completed = new LinkedHashMap<>(defaults);
        completed.putAll(values);
        return new Address(completed, dialect, warnings);
    }

    /** The values may be secrets. */
    @Override
    public String toString() {
        return dialect + " " + values.keySet();
    }

    /** @param source where the text came from, for warnings */
    static Address read(String text, String source) throws AddressException {
        List<Diagnostic> warnings = new ArrayList<>();
        String address = unwrap(text, source, warnings);
        if (address.startsWith("jdbc:postgres:")) {
            warnings.add(warning("the address begins with jdbc:postgres:, which no JDBC driver takes", source)
                    .help("write jdbc:postgresql:"));
            address = JdbcUrl.PREFIX + address.substring("jdbc:postgres:".length());
        }
        int plus = driverMark(address);
        if (plus > 0) {
            warnings.add(warning("the address names a driver of another language before ://", source)
                    .help("write postgresql://"));
            address = "postgresql" + address.substring(address.indexOf("://"));
        }
        if (address.startsWith(JdbcUrl.PREFIX)) {
            JdbcUrl url = JdbcUrl.parse(address);
            if (url.hasCredentialsInFront()) {
                warnings.add(warning("pgjdbc itself takes a user before the host for the host", source)
                        .help("write jdbc:postgresql://host/database?user=...&password=... or postgresql://"));
            }
            return new Address(url.values(), Dialect.JDBC, warnings);
        }
        if (PostgresUri.isUri(address)) {
            PostgresUri.refuseTornPassword(address);
            return new Address(PostgresUri.parse(address), Dialect.LIBPQ, warnings);
        }
        if (KeywordString.looksLikeOne(address)) {
            return new Address(KeywordString.parse(address), Dialect.LIBPQ, warnings);
        }
        throw new AddressException(unknownForm(address), FORMS);
    }

    /** Blanks, a line break, quotes and {@code psql } come along when an address is copied. */
    static String unwrap(String text, String source, List<Diagnostic> warnings) throws AddressException {
        String address = text.strip();
        if (address.isEmpty()) {
            throw new AddressException("the address is empty", FORMS);
        }
        if (!address.equals(text)) {
            warnings.add(warning("blanks or a line break around the address were dropped", source));
        }
        if (address.startsWith("psql ")) {
            address = address.substring("psql ".length()).strip();
            warnings.add(warning("the command psql before the address was dropped", source));
        }
        char first = address.isEmpty() ? ' ' : address.charAt(0);
        if ((first == '\'' || first == '"') && address.length() > 1 && address.charAt(address.length() - 1) == first) {
            warnings.add(warning("the quotes around the address were dropped", source));
            address = address.substring(1, address.length() - 1).strip();
        }
        return address;
    }

    /** An address of something else: {@code mysql://...}, {@code jdbc:h2:...}, {@code file:dev.db}. */
    static boolean isOtherAddress(String text) {
        String address = text.strip();
        boolean ours = address.startsWith("jdbc:postgres")
                || PostgresUri.isUri(address)
                || driverMark(address) > 0
                || address.startsWith("psql ")
                || address.startsWith(EMBEDDED);
        return !ours && scheme(address) > 0;
    }

    private static String unknownForm(String address) {
        if (address.startsWith("${")) {
            return "Maven has no value for the property in the address";
        }
        return isOtherAddress(address) ? "this is no address of PostgreSQL" : "this is no address of a database";
    }

    /** The length of {@code scheme:}, or 0: {@code user:password@host} has none. */
    private static int scheme(String address) {
        int colon = address.indexOf(':');
        boolean word = colon > 1
                && address.substring(0, colon)
                        .chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-');
        boolean scheme = word
                && (address.startsWith("://", colon)
                        || address.startsWith("jdbc:")
                        || address.startsWith("file:")
                        || address.startsWith("r2dbc:"));
        return scheme ? colon + 1 : 0;
    }

    /** Where the + is in {@code postgresql+psycopg2://}, or -1. */
    private static int driverMark(String address) {
        int end = address.indexOf("://");
        int plus = address.indexOf('+');
        boolean ours = plus > 0 && plus < end && (address.startsWith("postgresql+") || address.startsWith("postgres+"));
        return ours ? plus : -1;
    }

    static Diagnostic warning(String message, String source) {
        return Diagnostic.warning("odd-address", message).note("from", source);
    }
}
