package io.github.dbmigrate.diagnostic;

/**
 * A line below a problem: {@code = label: text}.
 *
 * @param label help, why, from, detail, allow, ...; empty for a bare {@code = text}
 * @param text may have several lines; the later ones are aligned below the first
 */
public record Note(String label, String text) {}
