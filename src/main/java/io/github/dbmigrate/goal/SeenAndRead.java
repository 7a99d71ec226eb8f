package io.github.dbmigrate.goal;

import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Observation.SkippedBecauseItIsMissing;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Observed.Fact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is known of a migration: what was seen of its statements, and what the text of the others tells. */
final class SeenAndRead {
    private static final Set<String> HOLDS_DATA = Set.of("table", "table column");

    private SeenAndRead() {}

    /**
     * The statements of one migration.
     *
     * @param seen those that ran
     * @param read all of them; none of a long file
     */
    static List<Observed> joined(List<Observed> seen, List<Observed> read) {
        Map<Integer, Observed> byNumber =
                read.stream().collect(Collectors.toMap(Observed::number, Function.identity(), (one, other) -> one));
        List<Observed> all = new ArrayList<>();
        Set<Integer> ran = new HashSet<>();
        for (Observed statement : seen) {
            Observed text = byNumber.get(statement.number());
            all.add(text == null ? statement : withMissing(statement, text));
            ran.add(statement.number());
        }
        read.stream().filter(statement -> !ran.contains(statement.number())).forEach(all::add);
        return all;
    }

    /** What it would have dropped if it had been there may be there in production. */
    private static Observed withMissing(Observed seen, Observed read) {
        Observed all = seen;
        for (SkippedBecauseItIsMissing missing : seen.all(SkippedBecauseItIsMissing.class)) {
            for (Fact fact : read.facts()) {
                if (fact.observation() instanceof Dropped dropped
                        && HOLDS_DATA.contains(dropped.type())
                        && dropped.name().equals(missing.name())) {
                    all = all.with(fact);
                }
            }
        }
        return all;
    }
}
