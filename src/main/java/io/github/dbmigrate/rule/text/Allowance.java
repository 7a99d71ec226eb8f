package io.github.dbmigrate.rule.text;

/**
 * A rule that may be broken by one statement.
 *
 * @param rule its word
 * @param reason why that is right here
 * @param line of the comment that says so, 1-based
 * @param offset of that comment in the script's text
 * @param statement the number of the statement in its file, from 1; 0 when none stands below
 */
public record Allowance(String rule, String reason, int line, int offset, int statement) {}
