package io.github.dbmigrate.maven;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.diagnostic.Nearest;
import io.github.dbmigrate.script.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The parameters as the user meant them. Maven lets a value in the pom silently beat {@code -D}, ignores a misspelt {@code -D},
 * and knows no units of time; here the command line wins, with a line that says so, and what is not understood is refused.
 */
final class Given {
    private static final String PREFIX = "dbmigrate.";
    private static final String PLACEHOLDERS = "placeholders.";

    private final Properties typed;
    private final MojoExecution execution;
    private final Log log;
    private final Set<String> told = new HashSet<>();

    Given(MavenSession session, MojoExecution execution, Log log) {
        this.typed = session.getUserProperties();
        this.execution = execution;
        this.log = log;
    }

    /** A parameter that may be empty. */
    String text(String name, @Nullable String injected) {
        String value = optional(name, injected);
        return value == null ? "" : value;
    }

    /** A parameter that has a default; {@code -Ddbmigrate.table=$TABLE} without such a variable is a slip. */
    String required(String name, @Nullable String injected) {
        String value = optional(name, injected);
        if (value == null) {
            throw bad(name, "", "a value, or leave it out");
        }
        return value;
    }

    /** A parameter that may be absent. */
    @Nullable
    String optional(String name, @Nullable String injected) {
        String value = typed(name);
        if (value == null) {
            return injected == null || injected.isBlank() ? null : injected;
        }
        if (injected != null && !injected.isBlank() && !injected.equals(value)) {
            tellOverridden(name, injected);
        }
        return value.isBlank() ? null : value;
    }

    /** Once: some parameters are asked for more than once. */
    private void tellOverridden(String name, String injected) {
        if (told.add(name)) {
            log.info("-D" + PREFIX + name + " overrides <" + name + ">" + injected + "</" + name + "> of the pom");
        }
    }

    /** A switch; {@code -Ddbmigrate.dryRun} alone is on. */
    boolean flag(String name, boolean injected) {
        String value = typed(name);
        if (value == null) {
            return injected;
        }
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (!word.isEmpty() && !word.equals("true") && !word.equals("false")) {
            throw bad(name, value, "true or false");
        }
        boolean on = !word.equals("false");
        if (!word.isEmpty() && on != injected) {
            tellOverridden(name, Boolean.toString(injected));
        }
        return on;
    }

    /** A number that is not negative. */
    int number(String name, int injected) {
        String value = optional(name, Integer.toString(injected));
        try {
            int number = Integer.parseInt(value == null ? "" : value.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw bad(name, String.valueOf(value), "a whole number from 0 on");
    }

    /** A length of time: {@code 500ms}, {@code 2s}, {@code 5min}, {@code 1h}, or {@code 0}. */
    Duration duration(String name, String injected) {
        String value = text(name, injected).strip();
        Optional<Duration> duration = Durations.parse(value);
        if (duration.isEmpty()) {
            throw bad(name, value, Durations.FORMS);
        }
        return duration.get();
    }

    /** One of a few words. */
    String word(String name, String injected, List<String> words) {
        String value = text(name, injected);
        if (!words.contains(value)) {
            throw bad(name, value, String.join(" or ", words));
        }
        return value;
    }

    /** Words with commas between them; empty when there are none. */
    List<String> list(String name, @Nullable String injected) {
        List<String> words = new ArrayList<>();
        for (String word : text(name, injected).split(",", -1)) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }

    /** The placeholders of the pom, and those typed as {@code -Ddbmigrate.placeholders.<name>=<value>} over them. */
    Map<String, String> placeholders(Map<String, String> injected) {
        Map<String, String> all = new TreeMap<>(injected);
        String prefix = PREFIX + PLACEHOLDERS;
        for (String key : typed.stringPropertyNames()) {
            if (key.startsWith(prefix)) {
                all.put(key.substring(prefix.length()), typed.getProperty(key));
            }
        }
        return all;
    }

    @Nullable
    String typed(String name) {
        return typed.getProperty(PREFIX + name);
    }

    /** A typing error in {@code dryRun} must not migrate production. */
    void refuseUnknownProperties() {
        Set<String> known = known();
        List<Diagnostic> problems = new ArrayList<>();
        for (String key : new TreeSet<>(typed.stringPropertyNames())) {
            String name = key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : null;
            if (name != null && !known.contains(name) && !name.startsWith(PLACEHOLDERS)) {
                problems.add(unknown(name, known));
            }
        }
        if (!problems.isEmpty()) {
            throw new DiagnosticException("nothing was run", problems);
        }
    }

    private static Diagnostic unknown(String name, Set<String> known) {
        Diagnostic problem =
                Diagnostic.error("unknown-property", "-D" + PREFIX + name + " is not a dbmigrate property");
        Optional<String> nearest = Nearest.to(name, known);
        return nearest.isPresent()
                ? problem.help("did you mean -D" + PREFIX + nearest.get() + " ?  Nothing was run.")
                : problem.help("mvn dbmigrate:help -Ddetail  lists them.  Nothing was run.");
    }

    /** The parameters of all goals: in one build several goals see the same command line. */
    private Set<String> known() {
        Set<String> names = new TreeSet<>();
        for (MojoDescriptor mojo :
                execution.getMojoDescriptor().getPluginDescriptor().getMojos()) {
            for (Parameter parameter : mojo.getParameters()) {
                String expression = parameter.getExpression();
                if (!parameter.isEditable()) {
                    continue;
                }
                if (expression == null || expression.isEmpty()) {
                    names.add(parameter.getName());
                } else if (expression.startsWith("${" + PREFIX)) {
                    names.add(expression.substring(2 + PREFIX.length(), expression.length() - 1));
                }
            }
        }
        return names;
    }

    /** A value that is not understood. */
    DiagnosticException bad(String name, String value, String accepted) {
        String shown = typed(name) == null
                ? "<" + name + ">" + value + "</" + name + "> in the pom"
                : "-D" + PREFIX + name + "=" + value;
        return new DiagnosticException(
                "nothing was run",
                Diagnostic.error("bad-parameter", shown + " is not understood")
                        .help("give " + accepted + ".  Nothing was run."));
    }
}
