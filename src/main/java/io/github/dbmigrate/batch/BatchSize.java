package io.github.dbmigrate.batch;

import java.time.Duration;

/**
 * How many rows the next batch has. It follows the time of the last one, so that row locks are held for a moment only, on a table
 * that is busy as on one that is not.
 *
 * @param rows now
 * @param least it never has fewer
 * @param most it never has more
 */
public record BatchSize(int rows, int least, int most) {
    private static final Duration TARGET = Duration.ofMillis(250);
    private static final double GROWTH = 1.2;

    /** One slow batch may have met a checkpoint; two slow ones make it sixteen times smaller all the same. */
    private static final double SHRINKAGE = 0.25;

    private static final int LEAST = 100;
    private static final int MOST = 50_000;
    private static final int PAUSE_SHARE = 10;

    public BatchSize {
        if (least < 1 || rows < least || rows > most) {
            throw new IllegalArgumentException("no batch of " + rows + " rows between " + least + " and " + most);
        }
    }

    /** Begins with as many as the file asks for; if it asks for more than there would be, or fewer, that is the limit. */
    public static BatchSize startingWith(int rows) {
        return new BatchSize(rows, Math.min(rows, LEAST), Math.max(rows, MOST));
    }

    /**
     * The size of the next batch.
     *
     * @param took how long the last one took
     * @param passed how many keys it went on: at the end of the table fewer than it might have
     */
    public BatchSize after(Duration took, long passed) {
        double factor = (double) TARGET.toNanos() / Math.max(1, took.toNanos()) * passed / rows;
        return times(Math.max(SHRINKAGE, Math.min(GROWTH, factor)));
    }

    /** The size to try again with, when a batch did not get its locks: it then holds fewer itself. */
    public BatchSize afterLockTimeout() {
        return times(0.5);
    }

    /** How long to leave the table to the others. */
    public static Duration pauseAfter(Duration took) {
        return took.dividedBy(PAUSE_SHARE);
    }

    private BatchSize times(double factor) {
        long next = Math.round(rows * factor);
        // Else a batch of one or two rows would never grow.
        long atLeastOneMore = factor >= GROWTH ? Math.max(next, rows + 1L) : next;
        return new BatchSize((int) Math.max(least, Math.min(most, atLeastOneMore)), least, most);
    }
}
