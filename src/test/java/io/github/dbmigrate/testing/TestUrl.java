package io.github.dbmigrate.testing;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads the plain forms of an address: {@code postgres://user:password@host:port/database}, or a JDBC URL. */
final class TestUrl {
    private TestUrl() {}

    static Db parse(String url) {
        URI uri = URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        Map<String, String> values = new HashMap<>();
        if (uri.getRawUserInfo() != null) {
            String[] credentials = uri.getRawUserInfo().split(":", 2);
            values.put("user", decoded(credentials[0]));
            values.put("password", credentials.length == 2 ? decoded(credentials[1]) : "");
        }
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&", -1)) {
                String[] pair = parameter.split("=", 2);
                values.put(pair[0], pair.length == 2 ? decoded(pair[1]) : "");
            }
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        String user = values.getOrDefault("user", "postgres");
        return new Db(
                uri.getHost() == null ? "localhost" : uri.getHost(),
                uri.getPort() < 0 ? 5432 : uri.getPort(),
                user,
                values.getOrDefault("password", ""),
                path.length() > 1 ? path.substring(1) : user);
    }

    private static String decoded(String text) {
        // In a URL a plus is a plus.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
