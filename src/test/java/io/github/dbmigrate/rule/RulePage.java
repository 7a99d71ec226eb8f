package io.github.dbmigrate.rule;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.report.ProblemText;
import java.util.List;
import java.util.stream.Collectors;

/** The page of a rule, and the page that lists them all, in Markdown. */
final class RulePage {
    private RulePage() {}

    /**
     * A rule's page.
     *
     * @param told what is told of the bad migration
     */
    static String of(Rule rule, RuleFixture fixture, List<Diagnostic> told) {
        return """
                # %1$s

                Finds: %2$s.

                Level: %3$s; %4$s. [All rules](index.md)

                ## Why

                %5$s

                ## Found

                %6$s

                ```
                %7$s
                ```

                ## Instead

                %8$s

                %9$s

                ## To allow it

                Once, above the statement, with a reason that the report shows:

                ```sql
                -- dbmigrate: allow %1$s, <reason>
                ```

                ## To set it

                For all files, in the pom: `off`, `advice`, `warning` or `error`.

                ```xml
                <rules>
                  <%1$s>%10$s</%1$s>
                </rules>
                ```
                """.formatted(
                        rule.word(),
                        escaped(rule.title()),
                        rule.level().word(),
                        byDefault(rule),
                        escaped(rule.why()),
                        sql(fixture.bad()),
                        console(told),
                        escaped(rule.instead()),
                        fixture.good().stream()
                                .map(RulePage::sql)
                                .collect(Collectors.joining("\n\nand in the next migration\n\n")),
                        rule.isOn() ? "off" : "advice");
    }

    /** The page that lists the rules. */
    static String index(List<Rule> rules) {
        return """
                # Rules

                What `validate` says about new migrations. Each finding has its rule's word in brackets. Findings of the levels
                `destructive` and `blocking` fail the build, unless `failOn` names other levels.

                | rule | finds | level | by default |
                |---|---|---|---|
                """
                + rules.stream()
                        .map(rule -> "| [%1$s](%1$s.md) | %2$s | %3$s | %4$s |\n"
                                .formatted(
                                        rule.word(),
                                        escaped(rule.title()),
                                        rule.level().word(),
                                        taken(rule)))
                        .collect(Collectors.joining());
    }

    private static String byDefault(Rule rule) {
        String taken = taken(rule);
        return switch (taken) {
            case "off" -> "off by default";
            case "error" -> "an error by default";
            default -> "a " + taken + " by default";
        };
    }

    private static String taken(Rule rule) {
        return rule.isOn() ? RuleSettings.DEFAULT.severity(rule).word() : "off";
    }

    private static String sql(Migration migration) {
        return "```sql\n" + migration.script().text() + "```";
    }

    private static String console(List<Diagnostic> told) {
        return told.stream()
                .map(problem -> String.join("\n", ProblemText.lines(problem)))
                .collect(Collectors.joining("\n\n"));
    }

    private static String escaped(String text) {
        return text.replace("<", "&lt;").replace("*", "\\*").replace("|", "\\|");
    }
}
