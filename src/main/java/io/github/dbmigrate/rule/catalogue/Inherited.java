package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Relation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What happens to a partitioned table happens to its partitions as well. It is told once: of the table. */
final class Inherited {
    private Inherited() {}

    /**
     * All but what partitions only share with a partitioned table.
     *
     * @param change what is the same for the table and its partitions
     */
    static <T> List<T> leftOut(List<T> all, Function<T, Relation> relation, Function<T, Object> change) {
        Set<Object> ofPartitioned = new HashSet<>();
        for (T one : all) {
            if (isPartitioned(relation.apply(one))) {
                ofPartitioned.add(change.apply(one));
            }
        }
        return all.stream()
                .filter(one -> isPartitioned(relation.apply(one)) || !ofPartitioned.contains(change.apply(one)))
                .toList();
    }

    private static boolean isPartitioned(Relation relation) {
        return relation.kind() == Relation.Kind.PARTITIONED_TABLE;
    }
}
