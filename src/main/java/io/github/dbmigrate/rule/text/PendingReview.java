package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rule.Allowance;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Observed.Fact;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.script.Script;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the pending migrations would destroy, as far as their text tells, and nobody has allowed. What they have made themselves is not
 * counted; what the database does not have cannot be lost, so it is asked.
 */
public final class PendingReview {
    private final List<Suspicion> suspicions = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    /**
     * A finding that counts if its object is there.
     *
     * @param question its number in {@link #question}; 0 when it counts in any event
     */
    private record Suspicion(Diagnostic problem, int question) {}

    private PendingReview() {}

    /**
     * Reads them.
     *
     * @param pending in the order in which they would be applied
     * @param rules all of them; only those of {@link Level#DESTRUCTIVE} are asked
     * @param allowed the words of rules, or of levels, that may be broken this time
     */
    public static PendingReview of(List<Migration> pending, List<Rule> rules, Collection<String> allowed) {
        PendingReview review = new PendingReview();
        TextReader reader = TextReader.ofPending();
        List<String> words = new ArrayList<>();
        rules.forEach(rule -> words.add(rule.word()));
        for (Level level : Level.values()) {
            words.add(level.word());
        }
        List<Rule> destructive = rules.stream()
                .filter(rule -> rule.level() == Level.DESTRUCTIVE)
                .filter(rule -> allowed.stream().noneMatch(word -> Allowances.isAbout(word, rule)))
                .toList();
        for (Migration migration : pending) {
            Allowances allowances = Allowances.of(migration, words);
            for (Observed statement : reader.read(migration)) {
                for (Rule rule : destructive) {
                    if (allowances.of(rule, statement.number()).isEmpty()) {
                        review.judge(rule, statement, allowances, reader);
                    }
                }
            }
        }
        return review;
    }

    /** Whether nothing is destroyed, whatever the database has. */
    public boolean isEmpty() {
        return suspicions.isEmpty();
    }

    /** SQL that returns the numbers, in one column, of what is there; empty when nothing need be asked. */
    public Optional<String> question() {
        if (conditions.isEmpty()) {
            return Optional.empty();
        }
        List<String> rows = new ArrayList<>();
        for (String condition : conditions) {
            rows.add("(" + (rows.size() + 1) + ", " + condition + ")");
        }
        return Optional.of("SELECT asked.number FROM (VALUES " + String.join(", ", rows)
                + ") AS asked(number, there) WHERE asked.there");
    }

    /**
     * What is destroyed and not allowed.
     *
     * @param there what the {@link #question} returned
     */
    public List<Diagnostic> problems(Collection<Integer> there) {
        return suspicions.stream()
                .filter(suspicion -> suspicion.question() == 0 || there.contains(suspicion.question()))
                .map(Suspicion::problem)
                .toList();
    }

    private void judge(Rule rule, Observed statement, Allowances allowances, TextReader reader) {
        for (Finding finding : rule.judge(statement)) {
            String condition = Existence.of(finding.observation(), finding.relation(), reader);
            suspicions.add(new Suspicion(problem(rule, statement, finding, allowances), number(condition)));
        }
    }

    private int number(@Nullable String condition) {
        if (condition == null) {
            return 0;
        }
        if (!conditions.contains(condition)) {
            conditions.add(condition);
        }
        return conditions.indexOf(condition) + 1;
    }

    private static Diagnostic problem(Rule rule, Observed statement, Finding finding, Allowances allowances) {
        Script script = statement.migration().script();
        Fact fact = fact(statement, finding);
        int lineEnd = script.text().indexOf('\n', fact.offset());
        int end = lineEnd < 0 ? fact.end() : Math.min(fact.end(), lineEnd);
        Diagnostic problem = Diagnostic.error(rule.word(), finding.message())
                .at(Place.at(statement.migration().file(), script.line(fact.offset()), script.column(fact.offset())))
                .excerpt(Excerpt.of(script.text(), fact.offset(), end, fact.offset()));
        if (!finding.seen().isEmpty()) {
            problem = problem.note("seen", finding.seen());
        }
        for (String help : finding.help()) {
            problem = problem.help(help);
        }
        Optional<Allowance> mute = allowances.withoutReason(rule, statement.number());
        if (mute.isPresent()) {
            problem = problem.note("why", "line " + mute.get().line() + " allows it, but gives no reason");
        }
        return problem.note(
                "allow",
                "-- dbmigrate: allow " + rule.word() + ", <reason>  above the statement, or -Ddbmigrate.allow="
                        + rule.word());
    }

    /** Where the finding's observation was made. */
    private static Fact fact(Observed statement, Finding finding) {
        return statement.facts().stream()
                .filter(fact -> fact.observation().equals(finding.observation()))
                .findFirst()
                .orElse(new Fact(
                        finding.observation(),
                        statement.statement().offset(),
                        statement.statement().end()));
    }
}
