package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.time.Duration;

/** Waits for what another process does, of which nothing tells us: a lock released, a line in a file. */
record Patience(Duration limit, Duration between) {

    /** Something to look at again and again. */
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    static Patience of(Duration limit) {
        return new Patience(limit, Duration.ofMillis(5));
    }

    /** Whether it came to hold in time; looked at once at least. */
    boolean until(Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(between.toMillis());
        }
        return true;
    }
}
