package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.goal.Validate.Rehearse;
import io.github.dbmigrate.goal.Validate.Target;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.rehearse.Performance;
import io.github.dbmigrate.report.Review;
import io.github.dbmigrate.report.Review.Outcome;
import io.github.dbmigrate.report.Review.Reviewed;
import io.github.dbmigrate.report.Review.RunStatement;
import io.github.dbmigrate.rule.Allowance;
import io.github.dbmigrate.rule.Judge;
import io.github.dbmigrate.rule.Judgement;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation.Locked;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.RuleSettings;
import io.github.dbmigrate.rule.TableSize;
import io.github.dbmigrate.rule.TableSizes;
import io.github.dbmigrate.rule.catalogue.Catalogue;
import io.github.dbmigrate.rule.text.Allowances;
import io.github.dbmigrate.rule.text.TextReader;
import io.github.dbmigrate.schema.Proof;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges the new migrations by what was seen of them, or where they were not run by their text. */
final class Judging {
    private static final int LONGEST_TEXT = 100;

    private final List<Migration> fresh;
    private final Reviewing reviewing;
    private final @Nullable Target target;
    private final Severity severity;
    private final Judge judge;
    private final TextReader reader;

    Judging(List<Migration> fresh, Validate.Options options, Reviewing reviewing, @Nullable Target target) {
        this.fresh = fresh;
        this.reviewing = reviewing;
        this.target = target;
        this.severity = options.rehearse() == Rehearse.ALWAYS ? Severity.ERROR : Severity.WARNING;
        this.judge = new Judge(Catalogue.RULES, options.rules());
        this.reader = options.all() ? TextReader.ofEach() : TextReader.ofAll();
    }

    void byText() {
        rehearsed(List.of());
    }

    /** Judges all of them; those that are not among the performances were not run. */
    void rehearsed(List<Performance> performances) {
        // By their versions: the hash of a migration goes through all that its file has.
        Map<String, Performance> byVersion = new HashMap<>();
        performances.forEach(
                performance -> byVersion.put(performance.migration().version(), performance));
        Map<String, List<Observed>> observed = new HashMap<>();
        for (Migration migration : fresh) {
            List<Observed> read = reader.read(migration);
            Performance performance = byVersion.get(migration.version());
            observed.put(
                    migration.version(),
                    performance == null ? read : SeenAndRead.joined(performance.statements(), read));
        }
        Map<Relation, TableSize> sizes = sizes(observed);
        for (Migration migration : fresh) {
            String version = migration.version();
            judge(migration, byVersion.get(version), observed.getOrDefault(version, List.of()), sizes);
        }
    }

    /** Of the tables whose size makes a difference, in one exchange with the target. */
    private Map<Relation, TableSize> sizes(Map<String, List<Observed>> observed) {
        if (target == null) {
            return Map.of();
        }
        List<Relation> tables = observed.values().stream()
                .flatMap(statements -> judge.toWeigh(statements).stream())
                .distinct()
                .toList();
        if (tables.isEmpty()) {
            return Map.of();
        }
        Reply reply = target.database().read(TableSizes.sql(tables));
        if (reply.error() != null) {
            reviewing.notDone(
                    "sizes",
                    "the target's tables could not be asked: " + reply.error().message());
            return Map.of();
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        reply.rows(0).forEach(row -> rows.add(row.values()));
        return TableSizes.read(tables, rows);
    }

    private void judge(
            Migration migration,
            @Nullable Performance performance,
            List<Observed> statements,
            Map<Relation, TableSize> sizes) {
        List<String> words = new ArrayList<>(Catalogue.allowable());
        words.addAll(List.of(Unrehearsed.ID, RuleSettings.BROKEN_ROLLBACK, RuleSettings.ROLLBACK_FAILS));
        Allowances allowances = Allowances.of(migration, words);
        Judgement judgement = judge.judge(statements, allowances.all(), true, sizes);
        allowances.problems().forEach(reviewing::problem);
        judgement.diagnostics().forEach(reviewing::problem);
        judgement
                .allowed()
                .forEach(allowed -> reviewing.allowed(new Review.Allowed(
                        allowed.rule().word(),
                        allowed.place().file(),
                        allowed.place().line(),
                        allowed.finding().message(),
                        allowed.reason())));
        if (performance == null) {
            reviewing.reviewed(new Reviewed(migration, List.of(), Outcome.NOT_RUN, 0, null));
            return;
        }
        Proof rollback = performance.rollback();
        if (performance.isApplied()) {
            List<Allowance> used = new ArrayList<>(judgement.used());
            if (rollback != null) {
                RollbackProblems.of(migration, rollback).ifPresent(problem -> used.addAll(tell(problem, allowances)));
            }
            allowances.unused(used).forEach(reviewing::problem);
        } else {
            new Unrehearsed(performance, severity).tell(allowances, reviewing);
        }
        boolean losesData =
                judgement.verdicts().stream().anyMatch(verdict -> verdict.rule().level() == Level.DESTRUCTIVE);
        reviewing.reviewed(new Reviewed(
                migration,
                statements(performance),
                performance.isApplied() ? Outcome.RUN : Outcome.FAILED,
                performance.millis(),
                rollback == null ? null : RollbackProblems.word(rollback, losesData)));
    }

    /** A problem of the whole migration, which a line anywhere in its file may allow. Returns the lines that do. */
    private List<Allowance> tell(Diagnostic problem, Allowances allowances) {
        List<Allowance> allowed = allowances.all().stream()
                .filter(line -> line.rule().equals(problem.id()))
                .toList();
        if (allowed.isEmpty()) {
            reviewing.configured(problem);
        } else {
            Place place = problem.places().get(0);
            reviewing.allowed(new Review.Allowed(
                    problem.id(),
                    place.file(),
                    place.line(),
                    problem.message(),
                    allowed.get(0).reason()));
        }
        return allowed;
    }

    private static List<RunStatement> statements(Performance performance) {
        List<RunStatement> run = new ArrayList<>();
        for (int i = 0; i < performance.statements().size(); i++) {
            Observed statement = performance.statements().get(i);
            run.add(new RunStatement(
                    statement.number(),
                    statement.statement().line(),
                    oneLine(statement.text()),
                    performance.micros().get(i),
                    statement.all(Locked.class).stream().map(Judging::lock).toList()));
        }
        return run;
    }

    private static Review.Lock lock(Locked locked) {
        LockMode mode = locked.mode();
        String blocks = mode.blocksReads() ? "reads and writes" : mode.blocksWrites() ? "writes" : "";
        return new Review.Lock(locked.relation().toString(), mode.sql(), blocks);
    }

    private static String oneLine(String sql) {
        String line = sql.strip()
                .lines()
                .map(String::strip)
                .reduce((one, two) -> one + " " + two)
                .orElse("");
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT - 3) + "...";
    }
}
