package io.github.dbmigrate.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A finding that is told, and the statements that it speaks for.
 *
 * @param numbers of the statements; a line above any of them may allow it
 */
record Telling(Rule rule, Finding finding, Spot spot, Set<Integer> numbers) {

    /** What tells one finding from another of the rules that are told once. */
    private record Subject(Rule rule, @Nullable Relation table) {}

    /** What the rules find, in the order of the file, then of the rules. */
    static List<Telling> of(List<Rule> rules, List<Observed> statements) {
        List<Telling> all = new ArrayList<>();
        for (Observed statement : statements) {
            List<Telling> found = new ArrayList<>();
            for (Rule rule : rules) {
                for (Finding finding : rule.judge(statement)) {
                    found.add(new Telling(rule, finding, Spot.of(statement, finding), Set.of(statement.number())));
                }
            }
            found.sort(Comparator.comparingInt(telling -> telling.spot.offset()));
            all.addAll(found);
        }
        return counted(all);
    }

    /** Of a rule that is told once, the worst of a table speaks for the others. */
    private static List<Telling> counted(List<Telling> all) {
        Map<Subject, List<Telling>> alike = new LinkedHashMap<>();
        for (Telling telling : all) {
            if (telling.rule.isToldOnce()) {
                alike.computeIfAbsent(telling.subject(), any -> new ArrayList<>())
                        .add(telling);
            }
        }
        List<Telling> told = new ArrayList<>();
        for (Telling telling : all) {
            List<Telling> same = telling.rule.isToldOnce() ? alike.get(telling.subject()) : List.of(telling);
            if (same != null && telling == worst(same)) {
                told.add(telling.speakingFor(same));
            }
        }
        return told;
    }

    private Subject subject() {
        return new Subject(rule, finding.relation());
    }

    private static Telling worst(List<Telling> same) {
        Telling worst = same.get(0);
        for (Telling other : same) {
            if (other.finding.atMost().compareTo(worst.finding.atMost()) < 0) {
                worst = other;
            }
        }
        return worst;
    }

    private Telling speakingFor(List<Telling> same) {
        Set<Integer> all = new HashSet<>();
        same.forEach(telling -> all.addAll(telling.numbers));
        return new Telling(rule, finding.more(same.size() - 1), spot, all);
    }
}
