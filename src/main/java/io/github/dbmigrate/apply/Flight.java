package io.github.dbmigrate.apply;

import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.migration.Migration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Migrations that go to the server together, each one message and a transaction of its own. The guard of each holds only when the
 * one before it has been committed, so that the first that fails takes all behind it with it.
 */
record Flight(List<Leg> legs) {
    /**
     * Bytes that are sent before an answer is read. They must fit into the buffers on both sides, or server and driver may wait for each
     * other for ever: by default Linux gives a connection 64 kB to receive into, and at least 16 kB to send from.
     */
    static final int MOST_BYTES = 48 * 1024;

    /** Behind 255 Queries the driver puts a Sync of its own, whose answer nobody expects. */
    private static final int MOST_LEGS = 200;

    static final Flight NONE = new Flight(List.of());

    /**
     * One of them.
     *
     * @param sql the message's
     */
    record Leg(Block block, Message message, String sql) {
        /** Null when the migration takes more than a message of ordinary length. */
        static @Nullable Leg of(Block block) {
            try (Messages messages = block.messages()) {
                Message first = messages.next();
                return first == null || first.copies() || messages.next() != null
                        ? null
                        : new Leg(block, first, first.sql());
            }
        }

        Migration migration() {
            return block.migration();
        }

        int bytes() {
            return sql.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /**
     * As many as can go together, from the first on.
     *
     * @param last how the history must end for the first to be applied
     * @param blocks makes a migration's transaction that is applied when the history ends so
     * @return at most one leg when the first must go alone
     */
    static Flight of(
            List<Migration> pending, @Nullable LastRow last, BiFunction<Migration, @Nullable LastRow, Block> blocks) {
        List<Leg> legs = new ArrayList<>();
        LastRow before = last;
        int bytes = 0;
        for (Migration migration : pending) {
            Leg leg = canFly(migration, legs.isEmpty()) ? Leg.of(blocks.apply(migration, before)) : null;
            if (leg == null || bytes + leg.bytes() > MOST_BYTES || legs.size() == MOST_LEGS) {
                break;
            }
            legs.add(leg);
            bytes += leg.bytes();
            before = LastRow.of(migration);
        }
        return new Flight(legs);
    }

    /** The guard of one that sets its transaction up stands behind its text, which would run after another one's failure. */
    private static boolean canFly(Migration migration, boolean first) {
        return migration.execution() == Execution.TRANSACTION
                && !migration.isLong()
                && (first || !migration.outline().setsTransaction());
    }

    Flight {
        legs = List.copyOf(legs);
    }

    /** The last of those that are on their way behind one of them; null behind the last. */
    @Nullable
    Migration behind(Leg leg) {
        Leg last = legs.get(legs.size() - 1);
        return last == leg ? null : last.migration();
    }

    boolean isWorthwhile() {
        return legs.size() > 1;
    }

    List<String> sqls() {
        return legs.stream().map(Leg::sql).toList();
    }
}
