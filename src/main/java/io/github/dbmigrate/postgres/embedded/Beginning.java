package io.github.dbmigrate.postgres.embedded;

import io.github.dbmigrate.migration.Migration;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster held when its server was started.
 *
 * @param prepared where it may be kept for other builds; null when nobody knows what has happened to it
 * @param keys of the cluster after each of the recipe's migrations
 * @param migrations how many of them it came with
 */
record Beginning(@Nullable PreparedClusters prepared, Recipe recipe, List<String> keys, int migrations) {
    /** Any build may have done anything there. */
    static final Beginning KEPT_DATA = new Beginning(null, Recipe.EMPTY, List.of(), 0);

    /** Whether it was made by another build. */
    boolean isPrepared() {
        return migrations > 0;
    }

    /** The same without what another build has made, which turned out to be of no use. */
    Beginning anew() {
        if (prepared != null && isPrepared()) {
            prepared.remove(keys.get(migrations - 1));
        }
        return new Beginning(prepared, recipe, keys, 0);
    }

    /** Whether these are the migrations that were missing, all of them, in their order. */
    boolean isCompletedBy(List<Migration> applied) {
        List<Migration> all = recipe.migrations();
        return prepared != null
                && migrations < all.size()
                && all.subList(migrations, all.size()).equals(applied);
    }

    /** Keeps the cluster, which is complete and stopped. */
    void keep(Path data) {
        if (prepared != null) {
            prepared.keep(keys.get(keys.size() - 1), data);
        }
    }
}
