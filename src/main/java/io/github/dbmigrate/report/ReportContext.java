package io.github.dbmigrate.report;

import io.github.dbmigrate.target.Environment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where a report is made, as far as others must find its files again.
 *
 * @param toolVersion of this plugin
 * @param prefix the way from the root of the git work tree to the project, {@code services/shop/}; empty when they are one
 * @param blobs where the files of this commit are shown, {@code https://github.com/ann/shop/blob/5b1c0de/}; empty when that is not
 *     known
 */
public record ReportContext(String toolVersion, String prefix, String blobs) {

    /** With the variables of GitHub's or GitLab's runner. */
    public static ReportContext of(String toolVersion, String prefix, Environment environment) {
        return new ReportContext(toolVersion, prefix, blobs(environment));
    }

    private static String blobs(Environment environment) {
        String server = environment.get("GITHUB_SERVER_URL");
        String repository = environment.get("GITHUB_REPOSITORY");
        String commit = environment.get("GITHUB_SHA");
        if (isSet(server) && isSet(repository) && isSet(commit)) {
            return server + "/" + repository + "/blob/" + commit + "/";
        }
        String project = environment.get("CI_PROJECT_URL");
        String gitlabCommit = environment.get("CI_COMMIT_SHA");
        return isSet(project) && isSet(gitlabCommit) ? project + "/-/blob/" + gitlabCommit + "/" : "";
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    /** A file of the project from the root of the work tree. */
    String path(String file) {
        if (file.startsWith("/")) {
            return file;
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (prefix + file).split("/", -1)) {
            boolean leadsUp =
                    part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..");
            if (leadsUp) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    /** The same as a relative URI reference. */
    String uri(String file) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path(file).getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                uri.append((char) b);
            } else {
                uri.append('%')
                        .append(Character.toUpperCase(Character.forDigit(b >> 4 & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
            }
        }
        return uri.toString();
    }

    /** The unreserved characters of RFC 3986, and the slash. */
    private static boolean isPlain(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~'
                || b == '/';
    }

    /** Where a line is shown; empty when nobody knows. */
    String url(String file, int line) {
        return blobs.isEmpty() ? "" : blobs + uri(file) + (line > 0 ? "#L" + line : "");
    }
}
