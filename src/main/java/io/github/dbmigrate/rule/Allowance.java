package io.github.dbmigrate.rule;

/**
 * A line of a file that allows what a rule has against a statement: {@code -- dbmigrate: allow ban-drop-column, 2.3 stopped reading
 * it}.
 *
 * @param rule the rule's word, or that of a {@link Level} for all its rules
 * @param reason the user's own words
 * @param line of the comment, 1-based
 * @param offset of the comment in the script's text
 * @param statement the number of the statement that it speaks of, from 1; 0 when there is none
 */
public record Allowance(String rule, String reason, int line, int offset, int statement) {

    /** Whether it speaks of this rule. */
    boolean covers(Rule other) {
        return covers(rule, other);
    }

    static boolean covers(String word, Rule rule) {
        return word.equals(rule.word()) || word.equals(rule.level().word());
    }
}
