package io.github.dbmigrate.rule;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.diagnostic.Nearest;
import io.github.dbmigrate.diagnostic.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How strict the rules are.
 *
 * @param failOn the levels whose findings are errors
 * @param rules how findings of single rules, by their words, are taken whatever their level
 * @param allowed the words of rules, or of levels, whose findings are allowed in this run
 */
public record RuleSettings(Set<Level> failOn, Map<String, Strictness> rules, Set<String> allowed) {
    public static final RuleSettings DEFAULT =
            new RuleSettings(EnumSet.of(Level.DESTRUCTIVE, Level.BLOCKING), Map.of(), Set.of());

    public static final String BROKEN_ROLLBACK = "broken-rollback";
    public static final String ROLLBACK_FAILS = "rollback-fails";
    public static final String DRIFT = "drift";

    /** What can be found that is about no statement. It is {@link Level#RISKY}, and configured as rules are. */
    private static final List<String> ABOUT_NO_STATEMENT = List.of(BROKEN_ROLLBACK, ROLLBACK_FAILS, DRIFT);

    /** How a finding is taken. */
    public enum Strictness {
        OFF("off"),
        ADVICE("advice"),
        WARNING("warning"),
        ERROR("error");

        private final String word;

        Strictness(String word) {
            this.word = word;
        }

        static Optional<Strictness> of(String word) {
            return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
        }
    }

    public RuleSettings {
        failOn = Set.copyOf(failOn);
        rules = Map.copyOf(rules);
        allowed = Set.copyOf(allowed);
    }

    /**
     * As the user has written them.
     *
     * @param failOn words of levels; null stands for the default, an empty list or {@code none} for none
     * @param configured {@code off}, {@code advice}, {@code warning} or {@code error} by the rule's word
     * @param allowed words of rules or levels
     * @param known all rules
     * @throws DiagnosticException with everything that is not understood
     */
    public static RuleSettings of(
            @Nullable List<String> failOn, Map<String, String> configured, List<String> allowed, List<Rule> known) {
        Reader reader = new Reader(known);
        RuleSettings settings = new RuleSettings(
                failOn == null ? DEFAULT.failOn : reader.levels(failOn),
                reader.strictness(configured),
                reader.allowed(allowed));
        reader.complain();
        return settings;
    }

    Severity severity(Rule rule) {
        return severity(rule.word(), rule.level());
    }

    /**
     * How something is taken that is about no statement.
     *
     * @param word such as {@link #DRIFT}
     * @return empty when it is not to be told
     */
    public Optional<Severity> severity(String word) {
        return rules.get(word) == Strictness.OFF || allowed.contains(word) || allowed.contains(Level.RISKY.word())
                ? Optional.empty()
                : Optional.of(severity(word, Level.RISKY));
    }

    private Severity severity(String word, Level level) {
        Strictness strictness = rules.get(word);
        if (strictness != null) {
            return switch (strictness) {
                case ERROR -> Severity.ERROR;
                case WARNING -> Severity.WARNING;
                case ADVICE, OFF -> Severity.NOTE;
            };
        }
        if (failOn.contains(level)) {
            return Severity.ERROR;
        }
        return level == Level.ADVICE ? Severity.NOTE : Severity.WARNING;
    }

    boolean asks(Rule rule) {
        Strictness strictness = rules.get(rule.word());
        return strictness == null ? rule.isOn() : strictness != Strictness.OFF;
    }

    boolean isConfigured(Rule rule) {
        return rules.containsKey(rule.word());
    }

    /** Whether this run allows what the rule finds. */
    public boolean allows(Rule rule) {
        return allowed.stream().anyMatch(word -> Allowance.covers(word, rule));
    }

    /** The words that an allow line may have. */
    public static List<String> allowable(List<Rule> known) {
        List<String> words = new ArrayList<>();
        known.forEach(rule -> words.add(rule.word()));
        words.addAll(LEVELS);
        return words;
    }

    /** A word that is none of the known ones, with the one that was probably meant. */
    static Diagnostic unknown(String what, String word, String where, List<String> known) {
        Diagnostic problem = Diagnostic.error("unknown-" + what, where + ": there is no " + what + " " + word);
        return problem.help(Nearest.to(word, known)
                .map(meant -> "did you mean " + meant + " ?")
                .orElse(
                        what.equals("rule")
                                ? "each finding shows its rule in brackets"
                                : "one of " + String.join(", ", known)));
    }

    private static final List<String> LEVELS =
            Arrays.stream(Level.values()).map(Level::word).toList();

    /** Reads all of it before it complains. */
    private static final class Reader {
        private static final String NONE = "none";

        private final List<Rule> known;
        private final List<Diagnostic> problems = new ArrayList<>();

        Reader(List<Rule> known) {
            this.known = known;
        }

        Set<Level> levels(List<String> words) {
            Set<Level> levels = EnumSet.noneOf(Level.class);
            for (String word : words) {
                int at = LEVELS.indexOf(word);
                if (at >= 0) {
                    levels.add(Level.values()[at]);
                } else if (!word.equals(NONE)) {
                    problems.add(unknown("level", word, "failOn", LEVELS));
                }
            }
            return levels;
        }

        Map<String, Strictness> strictness(Map<String, String> configured) {
            List<String> words = new ArrayList<>(ABOUT_NO_STATEMENT);
            known.forEach(rule -> words.add(rule.word()));
            Map<String, Strictness> read = new TreeMap<>();
            new TreeMap<>(configured).forEach((rule, value) -> {
                if (!words.contains(rule)) {
                    problems.add(unknown("rule", rule, "rules", words));
                }
                Strictness.of(value)
                        .ifPresentOrElse(s -> read.put(rule, s), () -> problems.add(notStrict(rule, value)));
            });
            return read;
        }

        private static Diagnostic notStrict(String rule, String value) {
            List<String> words =
                    Arrays.stream(Strictness.values()).map(s -> s.word).toList();
            return unknown("setting", value, "rule " + rule, words);
        }

        Set<String> allowed(List<String> words) {
            List<String> allowable = new ArrayList<>(allowable(known));
            allowable.addAll(ABOUT_NO_STATEMENT);
            words.stream()
                    .filter(word -> !allowable.contains(word))
                    .forEach(word -> problems.add(unknown("rule", word, "allow", allowable)));
            return new TreeSet<>(words);
        }

        void complain() {
            if (!problems.isEmpty()) {
                throw new DiagnosticException("the configuration of the rules is not understood", problems);
            }
        }
    }
}
