package io.github.dbmigrate.apply;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting between two attempts. */
public final class Pause {
    private Pause() {}

    /** Sleeps; false when the thread was interrupted, so that the caller gives up. */
    public static boolean sleep(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(left);
        }
        return true;
    }
}
