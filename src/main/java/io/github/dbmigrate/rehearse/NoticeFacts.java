package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.postgres.Notice;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Statement;
import java.util.List;
import java.util.Set;

/** What the server remarked on a statement that it ran. */
final class NoticeFacts {
    private static final String NAME_TOO_LONG = "42622";

    /** Of a schema, relation, function, column, or something else that is there already. */
    private static final Set<String> DUPLICATE = Set.of("42P06", "42P07", "42723", "42701", "42710");

    private static final String TRUNCATED = "\" will be truncated to \"";
    private static final String OF_RELATION = "\" of relation \"";
    private static final String SKIPPING = "\" already exists, skipping";
    private static final String MISSING = " does not exist, skipping";

    private NoticeFacts() {}

    static void find(Statement statement, List<Notice> notices, Places places, Facts facts) {
        for (Notice notice : notices) {
            String message = notice.message();
            int from = message.indexOf('"') + 1;
            if (notice.sqlState().equals(NAME_TOO_LONG)) {
                int middle = message.indexOf(TRUNCATED);
                if (from > 0 && middle >= from) {
                    facts.add(
                            new Observation.IdentifierTruncated(
                                    message.substring(from, middle),
                                    message.substring(middle + TRUNCATED.length(), message.length() - 1)),
                            places.at(notice.where()));
                }
            } else if (DUPLICATE.contains(notice.sqlState()) && message.endsWith(SKIPPING) && from > 1) {
                int ofTable = message.indexOf(OF_RELATION);
                String name = message.substring(from, ofTable < 0 ? message.length() - SKIPPING.length() : ofTable);
                facts.add(
                        new Observation.SkippedBecauseItExists(type(statement, message.substring(0, from - 2)), name),
                        places.at(notice.where()));
            } else if (message.endsWith(MISSING)) {
                facts.add(
                        missing(message.substring(0, message.length() - MISSING.length())), places.at(notice.where()));
            }
        }
    }

    /** {@code column "x" of relation "y"}, {@code function f(integer)}. */
    private static Observation missing(String what) {
        int open = what.indexOf('"');
        int close = what.indexOf('"', open + 1);
        if (open > 0 && close > open) {
            return new Observation.SkippedBecauseItIsMissing(
                    what.substring(0, open).strip(), what.substring(open + 1, close));
        }
        int space = what.indexOf(' ');
        int arguments = what.indexOf('(');
        String name = what.substring(space + 1, arguments < 0 ? what.length() : arguments);
        return new Observation.SkippedBecauseItIsMissing(
                what.substring(0, Math.max(space, 0)), Quoted.name(name.substring(name.lastIndexOf('.') + 1)));
    }

    /** The server calls tables, indexes, sequences and views relations. */
    private static String type(Statement statement, String said) {
        if (!said.equals("relation")) {
            return said;
        }
        for (String word : statement.words()) {
            if (word.equals("index") || word.equals("sequence") || word.equals("view") || word.equals("table")) {
                return word;
            }
        }
        return said;
    }
}
