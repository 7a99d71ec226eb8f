package io.github.dbmigrate.target;

import org.jspecify.annotations.Nullable;

/**
 * A {@code <server>} of Maven's settings.xml, decrypted.
 *
 * @param url its {@code <configuration><url>}
 */
public record SettingsServer(
        String id,
        @Nullable String username,
        @Nullable Secret password,
        @Nullable String url) {

    /** As the user knows it: {@code <server> "dbmigrate" in settings.xml}. */
    static String shown(String id) {
        return "<server> \"" + id + "\" in settings.xml";
    }

    /** The url may hold a password. */
    @Override
    public String toString() {
        return shown(id);
    }
}
