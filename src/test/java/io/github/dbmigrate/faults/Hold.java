package io.github.dbmigrate.faults;

import io.github.dbmigrate.faults.Moment.InBlock;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Future;

/** Holds the server in the middle of a block: triggers wait for a lock that the test has. */
final class Hold {
    private static final int LOCK_CLASS = 20;

    private Hold() {}

    /** Puts the triggers on the tables of the traces and of the history, which must be there. */
    static void install(Db db) throws SQLException {
        db.run("""
                CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  PERFORM pg_catalog.pg_advisory_xact_lock_shared(%d, pg_catalog.hashtext(TG_ARGV[0] || ' ' || NEW.version));
                  RETURN NULL;
                END $$;
                CREATE TRIGGER hold AFTER INSERT ON effects FOR EACH ROW EXECUTE FUNCTION hold('STATEMENT');
                CREATE TRIGGER hold AFTER INSERT ON schema_migrations FOR EACH ROW EXECUTE FUNCTION hold('HISTORY_ROW');
                CREATE CONSTRAINT TRIGGER hold_at_commit AFTER INSERT ON schema_migrations DEFERRABLE INITIALLY DEFERRED
                  FOR EACH ROW EXECUTE FUNCTION hold('COMMIT');
                """.formatted(LOCK_CLASS));
    }

    /** Takes the lock; closing the connection lets go of it. */
    static Connection at(Db db, InBlock moment) throws SQLException {
        Connection holder = db.connect();
        try (var statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(%d, hashtext('%s %s'))"
                    .formatted(LOCK_CLASS, moment.place(), moment.version()));
        }
        return holder;
    }

    /** Waits until a run has come to the place. */
    static void awaitSomebody(Db admin, Db db, Future<?> run) throws Exception {
        String waiting = "SELECT count(*), pg_sleep(0.005) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                + " WHERE d.datname = '%s' AND l.locktype = 'advisory' AND l.classid = %d AND NOT l.granted";
        try (var connection = admin.connect();
                var statement = connection.createStatement()) {
            while (true) {
                try (var rows = statement.executeQuery(waiting.formatted(db.database(), LOCK_CLASS))) {
                    rows.next();
                    if (rows.getInt(1) > 0) {
                        return;
                    }
                }
                if (run.isDone()) {
                    throw new IllegalStateException("the run was not held: " + run.get());
                }
            }
        }
    }
}
