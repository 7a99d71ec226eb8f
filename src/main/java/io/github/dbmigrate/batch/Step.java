package io.github.dbmigrate.batch;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one batch came to.
 *
 * @param lastKey behind which the next one begins; null when the table is empty
 * @param passed how many keys it went on
 * @param changed how many rows it changed
 * @param total how many rows all batches have changed, those of earlier runs too
 * @param finished whether no key is left
 */
public record Step(@Nullable String lastKey, long passed, long changed, long total, boolean finished) {

    /** Reads the row that a {@link Batch} returns. */
    public static Step of(List<@Nullable String> row) {
        return new Step(row.get(0), number(row, 1), number(row, 2), number(row, 3), number(row, 4) > 0);
    }

    private static long number(List<@Nullable String> row, int column) {
        return Long.parseLong(Objects.requireNonNull(row.get(column)));
    }

    /** Without the key, which may be somebody's address. */
    @Override
    public String toString() {
        return "Step[passed=" + passed + ", changed=" + changed + ", total=" + total + ", finished=" + finished + "]";
    }
}
