package io.github.dbmigrate.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the BEGIN and COMMIT of a file that mean the same when our own transaction takes their place. */
final class TakenOver {
    /** What pg_dump calls to fill a large object; a descriptor lives until its transaction ends (pg_backup_db.c, StartTransaction). */
    private static final Set<String> FILL_LARGE_OBJECT = Set.of("lo_open", "lowrite", "lo_close");

    private final List<Statement> statements;
    private final Set<Statement> found = new LinkedHashSet<>();

    private TakenOver(List<Statement> statements) {
        this.statements = new ArrayList<>(statements);
    }

    /** Of all the statements of a file, those to leave out, in pairs. */
    static Set<Statement> of(List<Statement> statements) {
        TakenOver pairs = new TakenOver(statements);
        pairs.aroundLargeObjects();
        pairs.aroundTheFile();
        return pairs.found;
    }

    /** A dump opens transactions of its own only to fill large objects, up to a thousand of them in each. */
    private void aroundLargeObjects() {
        int begin = -1;
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            if (TransactionRules.plainlyBegins(statement)) {
                begin = i;
            } else if (begin >= 0 && i > begin + 1 && TransactionRules.plainlyCommits(statement)) {
                found.add(statements.get(begin));
                found.add(statement);
                begin = -1;
            } else if (!fillsLargeObject(statement)) {
                begin = -1;
            }
        }
        statements.removeAll(found);
    }

    private static boolean fillsLargeObject(Statement statement) {
        return statement.startsWith("select", "pg_catalog")
                && statement.words().size() == 3
                && FILL_LARGE_OBJECT.contains(statement.words().get(2));
    }

    /** One BEGIN ... COMMIT around the whole file is the transaction that the history row has to be in. */
    private void aroundTheFile() {
        int last = statements.size() - 1;
        boolean framed = last > 0
                && TransactionRules.plainlyBegins(statements.get(0))
                && TransactionRules.plainlyCommits(statements.get(last))
                && statements.subList(1, last).stream().noneMatch(Statement::controlsTransaction);
        if (framed) {
            found.add(statements.get(0));
            found.add(statements.get(last));
        }
    }
}
