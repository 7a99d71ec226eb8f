package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.apply.BodyText;
import io.github.dbmigrate.apply.Context;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in a statement something was done: at the statement that a DO block's body holds, at the line of the body that built it, or,
 * if it is no DO block, at the first line of the statement. What was seen only in the catalogs was done where the last command about
 * the same table was.
 */
final class Places {
    private static final String CALLED = "SQL statement \"";

    private final String text;
    private final Statement statement;
    private final Map<Key, Spot> byObject = new HashMap<>();
    private final Map<Long, Spot> byTable = new HashMap<>();
    private final Spot otherwise;

    Places(Script script, Statement statement, List<Event> events, Catalog before, Catalog after) {
        this.text = script.text();
        this.statement = statement;
        Set<Spot> all = new HashSet<>();
        for (Event event : events) {
            Spot spot = at(event.where());
            all.add(spot);
            byObject.put(event.key(), spot);
            long table = after.tableOf(event.key());
            if (table == 0) {
                table = before.tableOf(event.key());
            }
            if (table != 0) {
                byTable.put(table, spot);
            }
        }
        // A lock on a table that a foreign key points to has no command of its own.
        this.otherwise = all.size() == 1 ? all.iterator().next() : whole();
    }

    /** The statement's own place. */
    Spot whole() {
        return new Spot(statement.offset(), Math.min(lineEnd(statement.offset()), statement.end()));
    }

    Spot of(Key key) {
        return byObject.getOrDefault(key, otherwise);
    }

    /** Where a part of a table was made. */
    Spot of(Key part, long table) {
        return byObject.getOrDefault(part, ofTable(table));
    }

    /** Where something was done to a table, or to an index, trigger or constraint of it. */
    Spot ofTable(long oid) {
        return byTable.getOrDefault(oid, otherwise);
    }

    /** The place that a call stack leads to. */
    Spot at(@Nullable String where) {
        Context.Frame block = Context.of(where).outermostDoBlock();
        if (where == null || block == null || !statement.startsWith("do") || statement.bodyOffset() < 0) {
            return whole();
        }
        BodyText body = new BodyText(text, statement.bodyOffset(), statement.end());
        int line = body.line(block.line());
        String called = calledByBlock(where);
        int found = called == null ? -1 : body.find(called, 1, Math.max(line, statement.bodyOffset()));
        if (found >= 0 && called != null) {
            return new Spot(
                    found,
                    Math.min(lineEnd(found), found + called.stripTrailing().length()));
        }
        int start = Math.max(line, statement.offset());
        while (start < lineEnd(line) && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return new Spot(start, Math.min(lineEnd(start), statement.end()));
    }

    /** The text of the statement that the DO block was at: the last in the stack, before the line of the block itself. */
    private static @Nullable String calledByBlock(String where) {
        int end = where.lastIndexOf("\"\n");
        int begin = where.lastIndexOf(CALLED, end);
        return begin < 0 || end < 0 || where.indexOf('\n', end + 2) >= 0
                ? null
                : where.substring(begin + CALLED.length(), end);
    }

    private int lineEnd(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end;
    }
}
