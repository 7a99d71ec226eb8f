package io.github.dbmigrate.target;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place that names a database.
 *
 * @param source the place as the user knows it
 * @param text the address as it was written; null when {@code variables} spell it out
 * @param variables libpq's keywords from PGHOST and its kin
 * @param logins what is asked for a missing user or password, in this order
 */
record Candidate(String source, Rank rank, @Nullable String text, Map<String, String> variables, List<Login> logins) {

    /** What kind of place it is. */
    enum Rank {
        /** Typed, or in {@code DBMIGRATE_URL}, the pom or settings.xml: meant for us. */
        GIVEN,
        /** A variable whose name means "not the pooler". */
        DIRECT,
        /** Any other variable. */
        GENERAL
    }

    /**
     * A user and a password that stand apart from the address.
     *
     * @param place as the user knows it
     * @param forAnyUser whether the password serves a user of another name too, as PGPASSWORD does
     */
    record Login(
            String place, @Nullable String user, @Nullable Secret password, boolean forAnyUser) {

        boolean isFor(String other) {
            return forAnyUser || user == null || user.equals(other);
        }
    }

    static Candidate of(String source, Rank rank, String text, List<Login> logins) {
        return new Candidate(source, rank, text, Map.of(), logins);
    }

    boolean isEmbedded() {
        return text != null && text.strip().startsWith(Address.EMBEDDED);
    }

    /** Whether it is an ambient variable that is meant for something else: {@code mysql://...}. */
    boolean isForeign() {
        return rank != Rank.GIVEN && text != null && Address.isOtherAddress(text);
    }

    Address address() throws AddressException {
        return text == null ? new Address(variables, Address.Dialect.LIBPQ, List.of()) : Address.read(text, source);
    }

    /** The values may be secrets. */
    @Override
    public String toString() {
        return source;
    }
}
