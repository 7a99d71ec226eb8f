package io.github.dbmigrate.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The BEGIN and COMMIT of a file that mean the same when our own transaction takes their place.
 *
 * @param ends in pairs
 * @param aroundTheFile whether the last pair stands around all the rest
 */
record TakenOver(Set<Statement> ends, boolean aroundTheFile) {
    /** What pg_dump calls to fill a large object; a descriptor lives until its transaction ends (pg_backup_null.c). */
    private static final Set<String> FILL_LARGE_OBJECT = Set.of("lo_open", "lowrite", "lo_close");

    /** Finds them among all the statements of a file. */
    static TakenOver of(List<Statement> statements) {
        Set<Statement> ends = new LinkedHashSet<>();
        aroundLargeObjects(statements, ends);
        List<Statement> rest = new ArrayList<>(statements);
        rest.removeAll(ends);
        boolean framed = isFramed(rest);
        if (framed) {
            ends.add(rest.get(0));
            ends.add(rest.get(rest.size() - 1));
        }
        return new TakenOver(ends, framed);
    }

    /** A dump opens transactions of its own only to fill large objects, up to a thousand of them in each. */
    private static void aroundLargeObjects(List<Statement> statements, Set<Statement> ends) {
        int begin = -1;
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            if (TransactionRules.plainlyBegins(statement)) {
                begin = i;
            } else if (begin >= 0 && !fillsLargeObject(statement)) {
                if (i > begin + 1 && TransactionRules.plainlyCommits(statement)) {
                    ends.add(statements.get(begin));
                    ends.add(statement);
                }
                begin = -1;
            }
        }
    }

    private static boolean fillsLargeObject(Statement statement) {
        return statement.startsWith("select", "pg_catalog")
                && statement.words().size() == 3
                && FILL_LARGE_OBJECT.contains(statement.words().get(2));
    }

    /** One BEGIN ... COMMIT around the whole file is the transaction that the history row has to be in. */
    private static boolean isFramed(List<Statement> statements) {
        int last = statements.size() - 1;
        return last > 0
                && TransactionRules.plainlyBegins(statements.get(0))
                && TransactionRules.plainlyCommits(statements.get(last))
                && statements.subList(1, last).stream().noneMatch(Statement::controlsTransaction);
    }
}
