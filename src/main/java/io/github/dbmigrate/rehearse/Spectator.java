package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.apply.Witness;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Notice;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.script.Statement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks on while one migration runs, at each attempt anew, and keeps what it has seen of the last. */
final class Spectator implements AutoCloseable {
    private final Observer observer;
    private final List<Notice> notices = new ArrayList<>();
    private final List<Observed> observed = new ArrayList<>();
    private final List<Long> micros = new ArrayList<>();
    private @Nullable ConcurrentWatch locks;
    private @Nullable Looking looking;

    Spectator(Observer observer) {
        this.observer = observer;
    }

    /** Begins to look at an attempt. */
    Witness on(Database session) {
        close();
        observed.clear();
        micros.clear();
        notices.clear();
        looking = new Looking(session);
        return looking;
    }

    void notice(Notice notice) {
        notices.add(notice);
    }

    /** What it has seen last; null when it has seen nothing. */
    @Nullable
    Catalog last() {
        return looking == null || looking.watch == null ? null : looking.watch.last();
    }

    List<Observed> observed() {
        return List.copyOf(observed);
    }

    List<Long> micros() {
        return List.copyOf(micros);
    }

    /** A statement that failed is still watched. */
    @Override
    public void close() {
        if (locks != null) {
            locks.close();
            locks = null;
        }
    }

    /** One attempt. */
    private final class Looking implements Witness {
        private final Database session;
        private @Nullable Watch watch;
        private long began;

        Looking(Database session) {
            this.session = session;
        }

        @Override
        public void begin(Migration migration) {
            watch = observer.begin(session);
        }

        @Override
        public void before(Migration migration, int statement, boolean alone) {
            Watch looking = looking();
            looking.before(alone);
            if (alone) {
                locks = watchLocks(looking);
            }
            notices.clear();
            began = System.nanoTime();
        }

        @Override
        public void after(Migration migration, int number, boolean alone) {
            micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
            // A placeholder's value may hold statements that the file has not.
            List<Statement> statements = migration.script().statements();
            Statement statement = statements.get(Math.min(number, statements.size() - 1));
            List<Notice> said = List.copyOf(notices);
            if (alone) {
                Map<Long, LockMode> seen = locks == null ? Map.of() : locks.stop();
                locks = null;
                observed.add(looking().afterAlone(migration, statement, number + 1, said, seen));
            } else {
                observed.add(looking().after(migration, statement, number + 1, said));
            }
        }

        private Watch looking() {
            if (watch == null) {
                throw new IllegalStateException("the migration has not begun");
            }
            return watch;
        }

        /** Null when the server lets no more sessions in: what it locks is not seen then. */
        private @Nullable ConcurrentWatch watchLocks(Watch looking) {
            try {
                return ConcurrentWatch.on(session, looking.tables());
            } catch (SQLException e) {
                return null;
            }
        }
    }
}
