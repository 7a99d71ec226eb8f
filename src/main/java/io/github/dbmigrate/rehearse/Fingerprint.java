package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.Reply.Row;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.schema.Schema;
import io.github.dbmigrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/** Reads what a database holds, but for our own tables, in one exchange: all of it, or only its hash, which is 64 characters. */
public final class Fingerprint {
    /** Temporary tables are looked for first unless they are named last (PostgreSQL documentation, search_path). */
    private static final String SETTINGS = "SET LOCAL search_path = pg_catalog, pg_temp;\nSET LOCAL jit = off;\n";

    /** Nobody on a busy database is to wait for us, nor are we to wait for anybody. */
    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n" + SETTINGS
            + "SET LOCAL lock_timeout = '2s';\nSET LOCAL statement_timeout = '60s';\n";

    private static final String COMMIT = ";\nCOMMIT";

    /** Takes the settings back, and the locks on what views are made of. */
    private static final String SAVEPOINT = "SAVEPOINT dbmigrate_fingerprint;\n" + SETTINGS;

    private static final String BACK =
            ";\nROLLBACK TO SAVEPOINT dbmigrate_fingerprint;\nRELEASE SAVEPOINT dbmigrate_fingerprint";

    private final List<String> ignored = new ArrayList<>();

    /**
     * Makes the reader.
     *
     * @param history not looked at, nor is the journal beside it
     * @param excludes {@code schema.name} of what is not to be looked at either, or the name of an extension, a publication or an event
     *     trigger; an asterisk stands for anything, so that {@code audit.*} is a whole schema
     */
    public Fingerprint(HistoryTable history, List<String> excludes) {
        ignored.add(history.toString());
        ignored.add(new History(history).journal().shown());
        ignored.addAll(excludes);
    }

    /** Everything, as one moment has it. */
    public Schema read(Database database) {
        return schema(answer(database, BEGIN, query(database).rows(), COMMIT));
    }

    /** The {@link Schema#hash} of everything, as one moment has it. */
    public String hash(Database database) {
        return answer(database, BEGIN, query(database).hash(), COMMIT).get(0).text(0);
    }

    /** As {@link #read}, in the transaction that is open, of which nothing is changed. */
    public Schema readInTransaction(Database database) {
        return schema(answer(database, SAVEPOINT, query(database).rows(), BACK));
    }

    /** As {@link #hash}, in the transaction that is open, of which nothing is changed. */
    public String hashInTransaction(Database database) {
        return answer(database, SAVEPOINT, query(database).hash(), BACK).get(0).text(0);
    }

    private FingerprintQuery query(Database database) {
        return new FingerprintQuery(database.serverVersion(), ignored);
    }

    private static List<Row> answer(Database database, String before, String query, String after) {
        Reply reply = database.read(before + query + after);
        ServerError error = reply.error();
        if (error != null) {
            database.rollback();
            throw new DiagnosticException(
                    "schema not read",
                    Diagnostic.error("schema-unread", "the schema could not be read: " + error.message())
                            .sqlState(error.sqlState()));
        }
        return reply.completions().stream()
                .filter(completion -> completion.tag().equals("SELECT"))
                .findFirst()
                .orElseThrow()
                .rows();
    }

    private static Schema schema(List<Row> rows) {
        return new Schema(rows.stream()
                .map(row -> new SchemaObject(row.text(0), row.text(1), row.get(2), row.text(3)))
                .toList());
    }
}
