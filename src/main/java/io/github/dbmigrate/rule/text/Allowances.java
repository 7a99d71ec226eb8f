package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Nearest;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rule.Allowance;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.script.Directive;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a migration's comments allow: {@code -- dbmigrate: allow ban-drop-table, its data was archived in 041}. Such a line speaks of
 * the statement below it, of the one it stands in (a DO block), or of the one that ends before it on the same line. Without a reason
 * it allows nothing.
 */
public final class Allowances {
    private static final String FORM = "-- dbmigrate: allow ";

    private final Migration migration;
    private final Collection<String> known;
    private final List<Allowance> all = new ArrayList<>();
    private final List<Allowance> withoutReason = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    private Allowances(Migration migration, Collection<String> known) {
        this.migration = migration;
        this.known = known;
    }

    /**
     * Reads them. A file that is too long to be held has none.
     *
     * @param known the words that they may have: those of the rules, and of the levels for all their rules
     */
    public static Allowances of(Migration migration, Collection<String> known) {
        Allowances allowances = new Allowances(migration, known);
        if (!migration.isLong()) {
            allowances.read();
        }
        return allowances;
    }

    /** In the order of the file. */
    public List<Allowance> all() {
        return List.copyOf(all);
    }

    /** What lets this statement break a rule: a line with its word, or with that of its level. */
    public Optional<Allowance> of(Rule rule, int statement) {
        return first(all, rule, statement);
    }

    /** A line that would let this statement break a rule if it gave a reason. */
    public Optional<Allowance> withoutReason(Rule rule, int statement) {
        return first(withoutReason, rule, statement);
    }

    /** The lines that allow nothing: {@code allow-without-reason} and {@code unknown-rule}. */
    public List<Diagnostic> problems() {
        return List.copyOf(problems);
    }

    /**
     * A warning for each that was not needed.
     *
     * @param used those that were
     */
    public List<Diagnostic> unused(Collection<Allowance> used) {
        List<Diagnostic> unused = new ArrayList<>();
        for (Allowance allowance : all) {
            if (!used.contains(allowance)) {
                String message = allowance.statement() == 0
                        ? "no statement stands below what allows " + allowance.rule()
                        : "nothing is found here for which " + allowance.rule() + " must be allowed";
                unused.add(at(allowance.offset(), Diagnostic.warning("unused-allow", message))
                        .help(allowance.statement() == 0 ? "put it above its statement" : "take it out"));
            }
        }
        return unused;
    }

    private static Optional<Allowance> first(List<Allowance> allowances, Rule rule, int statement) {
        return allowances.stream()
                .filter(allowance -> allowance.statement() == statement && isAbout(allowance.rule(), rule))
                .findFirst();
    }

    /** Whether this is the word of the rule, or of its level. */
    static boolean isAbout(String word, Rule rule) {
        return word.equals(rule.word()) || word.equals(rule.level().word());
    }

    private void read() {
        Script script = migration.script();
        List<Statement> statements = script.statements();
        for (Directive directive : script.directives()) {
            read(directive, statement(script, directive));
        }
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).startsWith("do")) {
                for (Directive directive : script.directivesInside(statements.get(i))) {
                    read(directive, i + 1);
                }
            }
        }
        all.sort((one, other) -> Integer.compare(one.offset(), other.offset()));
    }

    private static int statement(Script script, Directive directive) {
        int number = 0;
        int end = script.text().length();
        for (Statement statement : script.statements()) {
            if (statement.offset() > directive.offset() && isOnOneLine(script, end, directive.offset())) {
                return number;
            }
            number++;
            end = statement.end();
            if (end > directive.offset()) {
                return number;
            }
        }
        return isOnOneLine(script, end, directive.offset()) ? number : 0;
    }

    private static boolean isOnOneLine(Script script, int end, int offset) {
        return end < offset && script.text().substring(end, offset).indexOf('\n') < 0;
    }

    private void read(Directive directive, int statement) {
        if (!directive.word().equals(Directive.ALLOW)) {
            return;
        }
        List<String> rules = words(directive.argument());
        String reason = directive.reason();
        // Whoever puts a comma between two rules has not given a reason.
        List<String> more = words(firstPart(reason));
        while (!more.isEmpty() && known.containsAll(more)) {
            rules.addAll(more);
            reason = reason.substring(firstPart(reason).length());
            reason = reason.startsWith(",") ? reason.substring(1).strip() : reason;
            more = words(firstPart(reason));
        }
        if (reason.isEmpty() && rules.stream().anyMatch(known::contains)) {
            withoutReason(directive, rules, statement);
            return;
        }
        if (rules.isEmpty()) {
            problems.add(at(directive.offset(), Diagnostic.error("unknown-rule", "this line allows no rule"))
                    .help("name it:  " + FORM + "<rule>, <reason>"));
        }
        for (String rule : rules) {
            if (known.contains(rule)) {
                all.add(new Allowance(rule, reason, directive.line(), directive.offset(), statement));
            } else {
                problems.add(unknown(directive, rule));
            }
        }
    }

    private void withoutReason(Directive directive, List<String> words, int statement) {
        List<String> rules = words.stream().filter(known::contains).toList();
        for (String rule : rules) {
            withoutReason.add(new Allowance(rule, "", directive.line(), directive.offset(), statement));
        }
        String message =
                String.join(" and ", rules) + (rules.size() == 1 ? " is" : " are") + " allowed without a reason";
        problems.add(at(directive.offset(), Diagnostic.error("allow-without-reason", message))
                .help("say why, behind a comma:  " + FORM + String.join(" ", rules) + ", <reason>"));
    }

    private Diagnostic unknown(Directive directive, String rule) {
        return at(directive.offset(), Diagnostic.error("unknown-rule", "there is no rule \"" + rule + "\""))
                .help(Nearest.to(rule, known)
                        .map(word -> "did you mean  " + word + " ?")
                        .orElse("a rule's word stands in the brackets of what it finds:  error[<rule>]"));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split("\\s", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static String firstPart(String text) {
        int comma = text.indexOf(',');
        return comma < 0 ? text : text.substring(0, comma);
    }

    private Diagnostic at(int offset, Diagnostic diagnostic) {
        Script script = migration.script();
        int end = script.text().indexOf('\n', offset);
        int to = end < 0 ? script.text().length() : end;
        return diagnostic
                .at(Place.at(migration.file(), script.line(offset), script.column(offset)))
                .excerpt(Excerpt.of(script.text(), offset, to, offset));
    }
}
