package io.github.dbmigrate.schema;

import io.github.dbmigrate.schema.Change.Nature;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells what kind of change it is that a definition is not the same.
 *
 * @param sameMajor whether both were written by the same major version of PostgreSQL
 */
record NatureOfChange(boolean sameMajor) {
    private static final Set<String> WITH_BODY = Set.of("function", "procedure");
    private static final Set<String> WITH_EXPRESSION = Set.of("view", "materialized view", "column", "domain");
    private static final Set<String> WITH_QUERY = Set.of("view", "materialized view", "rule");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /** With a fraction of a second: nobody writes that, only a clock does. */
    private static final Pattern CLOCK_TIME =
            Pattern.compile("'\\d{4,}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+[^']*'");

    Nature of(SchemaObject before, SchemaObject after) {
        String old = before.definition();
        String now = after.definition();
        if (before.kind().equals("extension")) {
            return Nature.EXTENSION_VERSION;
        }
        if (WITH_BODY.contains(before.kind()) && same(WHITE_SPACE, " ", old, now)) {
            return Nature.LAYOUT;
        }
        if (WITH_EXPRESSION.contains(before.kind()) && same(CLOCK_TIME, "''", old, now)) {
            return Nature.FROZEN_TIME;
        }
        return !sameMajor && isWrittenByMajor(before.kind(), old, now) ? Nature.OTHER_MAJOR : Nature.CONTENT;
    }

    /** Queries are written in another way since 16, and ALL is one privilege more since 17. */
    private static boolean isWrittenByMajor(String kind, String old, String now) {
        return WITH_QUERY.contains(kind)
                || (kind.equals("grant") && withoutMaintain(old).equals(withoutMaintain(now)));
    }

    private static List<String> withoutMaintain(String privileges) {
        return Stream.of(privileges.split(", "))
                .filter(privilege -> !privilege.contains("MAINTAIN"))
                .toList();
    }

    private static boolean same(Pattern pattern, String replacement, String old, String now) {
        return pattern.matcher(old)
                .replaceAll(replacement)
                .equals(pattern.matcher(now).replaceAll(replacement));
    }
}
