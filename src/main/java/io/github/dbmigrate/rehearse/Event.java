package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.postgres.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event trigger told.
 *
 * @param kind of event
 * @param tag of the command that was run: {@code ALTER TABLE}; not in lower case
 * @param type of the object: {@code table column}
 * @param key of the object
 * @param part the number of a column; 0 for the object as a whole
 * @param identity its whole name, with its table
 * @param details what else there is, by the kind
 * @param where the call stack, innermost first
 */
record Event(
        Kind kind,
        String tag,
        String type,
        Key key,
        int part,
        String identity,
        List<String> details,
        @Nullable String where) {
    private static final String SEPARATOR = "\u001f";
    private static final String ESCAPE = "\u001b";
    private static final int FIXED = 8;

    /** Which trigger it was. */
    enum Kind {
        DDL,
        DROP,
        REWRITE
    }

    /** Reads a notice; null when it is no event. */
    static @Nullable Event of(Notice notice) {
        if (!notice.message().startsWith(EventTriggers.MARK + SEPARATOR)) {
            return null;
        }
        List<String> fields = List.of(notice.message().split(SEPARATOR, -1));
        if (fields.size() <= FIXED) {
            return null;
        }
        Kind kind = switch (fields.get(1)) {
            case "ddl" -> Kind.DDL;
            case "drop" -> Kind.DROP;
            default -> Kind.REWRITE;
        };
        return new Event(
                kind,
                fields.get(2),
                fields.get(3),
                new Key(Long.parseLong(fields.get(4)), Long.parseLong(fields.get(5))),
                Integer.parseInt(fields.get(6)),
                unescaped(fields.get(7)),
                fields.subList(FIXED, fields.size()).stream()
                        .map(Event::unescaped)
                        .toList(),
                notice.where());
    }

    private static String unescaped(String field) {
        return field.replace(ESCAPE + "1", SEPARATOR).replace(ESCAPE + "0", ESCAPE);
    }

    /** Whether the command named the object that went. */
    boolean isOriginal() {
        return kind == Kind.DROP && details.get(0).equals("t");
    }

    /** Whether the object went because it needed another one, and was no part of that. */
    boolean isByCascade() {
        return kind == Kind.DROP && !isOriginal() && details.get(1).equals("t");
    }

    /** The last part of the name of an object that went. */
    String name() {
        return details.get(2);
    }

    /** Why a table was written anew, a bit mask ({@code AT_REWRITE_ALTER_PERSISTENCE} and others in event_trigger.h). */
    int reason() {
        return Integer.parseInt(details.get(0));
    }

    /** Whether a CREATE EXTENSION made it. */
    boolean isOfExtension() {
        return kind == Kind.DDL && details.get(0).equals("t");
    }
}
