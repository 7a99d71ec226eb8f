package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observed.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has been found of one statement so far, and where in it objects were made or changed. */
final class Facts {
    private final List<Fact> all = new ArrayList<>();
    private final Map<Key, Spot> origins = new HashMap<>();

    void add(Observation observation, Spot spot) {
        all.add(new Fact(observation, spot.offset(), spot.end()));
    }

    /** An object was made or changed there; what the end shows of it belongs there. */
    void origin(Key key, Spot spot) {
        origins.put(key, spot);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether there is anything but locks. */
    boolean showsOnlyLocks() {
        return all.stream().allMatch(fact -> fact.observation() instanceof Observation.Locked);
    }

    List<Fact> all() {
        return all;
    }

    Map<Key, Spot> origins() {
        return origins;
    }
}
