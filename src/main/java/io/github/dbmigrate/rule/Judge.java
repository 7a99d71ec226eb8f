package io.github.dbmigrate.rule;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks all rules about the statements of a migration, and tells what they find in the way that the settings want it. */
public final class Judge {
    /** The reason of what was allowed for one run. */
    public static final String THIS_RUN = "-Ddbmigrate.allow";

    private final List<Rule> rules;
    private final RuleSettings settings;

    public Judge(List<Rule> rules, RuleSettings settings) {
        this.rules = List.copyOf(rules);
        this.settings = settings;
    }

    /** The tables whose size would make a difference, for {@link TableSizes}. */
    public List<Relation> toWeigh(List<Observed> statements) {
        Set<Relation> tables = new LinkedHashSet<>();
        for (Observed statement : statements) {
            for (Rule rule : asked()) {
                rule.judge(statement).forEach(finding -> {
                    if (finding.relation() != null) {
                        tables.add(finding.relation());
                    }
                });
            }
        }
        return List.copyOf(tables);
    }

    /**
     * Judges a migration.
     *
     * @param statements of one migration
     * @param allowances of its file
     * @param isNew whether it may still be changed; what it may not is never an error
     * @param sizes of the target's tables, as far as they are known
     */
    public Judgement judge(
            List<Observed> statements, List<Allowance> allowances, boolean isNew, Map<Relation, TableSize> sizes) {
        List<Judgement.Verdict> verdicts = new ArrayList<>();
        List<Judgement.Allowed> allowed = new ArrayList<>();
        Set<Allowance> used = new HashSet<>();
        for (Telling telling : Telling.of(asked(), statements)) {
            List<Allowance> covering = allowances.stream()
                    .filter(allowance -> telling.numbers().contains(allowance.statement()))
                    .filter(allowance -> allowance.covers(telling.rule()))
                    .toList();
            used.addAll(covering);
            if (!covering.isEmpty()) {
                allowed.add(allowed(telling, covering.get(0).reason()));
            } else if (settings.allows(telling.rule())) {
                allowed.add(allowed(telling, THIS_RUN));
            } else {
                verdicts.add(verdict(telling, isNew, sizes));
            }
        }
        return new Judgement(
                verdicts,
                allowed,
                allowances.stream().filter(used::contains).toList(),
                allowances.stream().filter(a -> !used.contains(a)).toList());
    }

    private List<Rule> asked() {
        return rules.stream().filter(settings::asks).toList();
    }

    private static Judgement.Allowed allowed(Telling telling, String reason) {
        return new Judgement.Allowed(
                telling.rule(), telling.finding(), telling.spot().place(), reason);
    }

    private Judgement.Verdict verdict(Telling telling, boolean isNew, Map<Relation, TableSize> sizes) {
        Rule rule = telling.rule();
        Finding finding = telling.finding();
        Spot spot = telling.spot();
        Severity severity = settings.severity(rule);
        TableSize size = finding.relation() == null ? null : sizes.get(finding.relation());
        Weighing weighing = size == null ? null : new Weighing(rule, finding, size);
        if (!settings.isConfigured(rule)) {
            severity = milder(severity, weighing == null ? finding.atMost() : weighing.atMost());
        }
        if (!isNew) {
            severity = milder(severity, Severity.WARNING);
        }
        Diagnostic problem = new Diagnostic(
                        rule.word(),
                        null,
                        severity,
                        finding.message(),
                        List.of(spot.place()),
                        spot.excerpt(),
                        List.of())
                .note("seen", finding.seen());
        if (weighing != null) {
            problem = problem.note("size", weighing.note());
        }
        for (String help : finding.help()) {
            problem = problem.help(help);
        }
        if (severity != Severity.NOTE) {
            problem = problem.note("allow", "-- dbmigrate: allow " + rule.word() + ", <reason>  above the statement");
        }
        return new Judgement.Verdict(rule, finding, problem);
    }

    private static Severity milder(Severity one, Severity other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
