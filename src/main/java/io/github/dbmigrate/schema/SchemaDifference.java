package io.github.dbmigrate.schema;

import io.github.dbmigrate.schema.Change.Nature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How one schema differs from another.
 *
 * @param added what only the second has
 * @param removed what only the first has
 * @param changed what both have, but not alike
 */
public record SchemaDifference(List<SchemaObject> added, List<SchemaObject> removed, List<Change> changed) {
    public static final SchemaDifference NONE = new SchemaDifference(List.of(), List.of(), List.of());

    public SchemaDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /** Of two schemas that the same major version of PostgreSQL has written. */
    public static SchemaDifference between(Schema before, Schema after) {
        return between(before, after, true);
    }

    /**
     * What leads from one to the other.
     *
     * @param sameMajor whether the same major version of PostgreSQL has written both
     */
    public static SchemaDifference between(Schema before, Schema after, boolean sameMajor) {
        NatureOfChange natures = new NatureOfChange(sameMajor);
        Map<Key, SchemaObject> old = byKey(before);
        List<SchemaObject> added = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        for (Map.Entry<Key, SchemaObject> entry : byKey(after).entrySet()) {
            SchemaObject now = entry.getValue();
            SchemaObject was = old.remove(entry.getKey());
            if (was == null) {
                added.add(now);
            } else if (!was.definition().equals(now.definition())) {
                changed.add(new Change(was, now, natures.of(was, now)));
            }
        }
        return new SchemaDifference(added, List.copyOf(old.values()), changed);
    }

    private record Key(String kind, String id) {}

    /** Two of a name are seen as one: default privileges of two owners, for example, of whom neither is named. */
    private static Map<Key, SchemaObject> byKey(Schema schema) {
        Map<Key, SchemaObject> byKey = new LinkedHashMap<>();
        for (SchemaObject object : schema.objects()) {
            byKey.merge(
                    new Key(object.kind(), object.id()),
                    object,
                    (one, two) -> new SchemaObject(
                            one.kind(), one.id(), one.parent(), one.definition() + "\n" + two.definition()));
        }
        return byKey;
    }

    /** The same without some of what only the first schema has. */
    public SchemaDifference withoutRemoved(Predicate<SchemaObject> unwanted) {
        return new SchemaDifference(
                added, removed.stream().filter(unwanted.negate()).toList(), changed);
    }

    /** The same without some of what only the second schema has. */
    public SchemaDifference withoutAdded(Predicate<SchemaObject> unwanted) {
        return new SchemaDifference(added.stream().filter(unwanted.negate()).toList(), removed, changed);
    }

    /** Whether the second schema has all that the first has, and more. */
    public boolean isMore() {
        return !added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /** Whether nothing but the white space in bodies of functions is different. */
    public boolean isLayoutOnly() {
        return !isEmpty() && isOnly(Nature.LAYOUT);
    }

    /** Whether it is empty, or nobody could be blamed for what is different: layout, a frozen time, the version of an extension. */
    public boolean isHarmless() {
        return isOnly(Nature.LAYOUT, Nature.FROZEN_TIME, Nature.EXTENSION_VERSION, Nature.OTHER_MAJOR);
    }

    /** Whether some definition holds the time at which it was made. */
    public boolean hasFrozenTime() {
        return changed.stream().anyMatch(change -> change.nature() == Nature.FROZEN_TIME);
    }

    private boolean isOnly(Nature... natures) {
        return added.isEmpty()
                && removed.isEmpty()
                && changed.stream().allMatch(change -> List.of(natures).contains(change.nature()));
    }

    /** How many objects it names; a table that came or went is one, with all that is in it. */
    public int size() {
        return new DifferenceText(this).entries();
    }

    /**
     * As it is printed: {@code +} is only in the second, {@code -} only in the first, {@code ~} in both, with the lines of its
     * definition below it. What is said of a table stands together.
     */
    public List<String> lines() {
        return new DifferenceText(this).lines();
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
