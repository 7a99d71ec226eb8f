package io.github.dbmigrate.rule;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import java.util.List;

/**
 * What the rules have against a migration.
 *
 * @param verdicts what is not allowed, in the order of the file
 * @param allowed what is
 * @param used the allow lines that were needed
 * @param unused those that allowed nothing
 */
public record Judgement(List<Verdict> verdicts, List<Allowed> allowed, List<Allowance> used, List<Allowance> unused) {

    /** A finding as it is told. */
    public record Verdict(Rule rule, Finding finding, Diagnostic diagnostic) {}

    /** A finding that somebody allows, with the reason. */
    public record Allowed(Rule rule, Finding finding, Place place, String reason) {}

    public Judgement {
        verdicts = List.copyOf(verdicts);
        allowed = List.copyOf(allowed);
        used = List.copyOf(used);
        unused = List.copyOf(unused);
    }

    /** What is not allowed, to be told. */
    public List<Diagnostic> diagnostics() {
        return verdicts.stream().map(Verdict::diagnostic).toList();
    }
}
