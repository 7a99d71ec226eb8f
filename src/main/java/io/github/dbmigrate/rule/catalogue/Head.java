package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a statement from its first word on, without comments: as far as the name of what it is about. Whoever reads further must know
 * what he is looking for.
 */
final class Head {
    private final String text;
    private int at;

    Head(String text) {
        this.text = text;
        skipBlanks();
    }

    /** Of a statement; it is blank when its file is too long to be held. */
    static Head of(Observed statement) {
        return new Head(statement.migration().isLong() ? "" : statement.text());
    }

    /**
     * The name of a thing.
     *
     * @param schema empty when it is not said
     */
    record Name(String schema, String name) {

        /** Whether this relation may be meant. */
        boolean means(Relation relation) {
            return means(relation.schema(), relation.name());
        }

        boolean means(String otherSchema, String otherName) {
            return name.equals(otherName) && (schema.isEmpty() || otherSchema.isEmpty() || schema.equals(otherSchema));
        }

        @Override
        public String toString() {
            return schema.isEmpty() ? Quoted.shown(name) : Quoted.shown(schema) + "." + Quoted.shown(name);
        }
    }

    /** Passes over these words if all of them are next. */
    boolean skip(String... words) {
        int start = at;
        for (String word : words) {
            String next = word();
            if (!next.toLowerCase(Locale.ROOT).equals(word)) {
                at = start;
                return false;
            }
        }
        return true;
    }

    /** Passes over the name that is next, {@code public."Users"}. */
    Optional<Name> name() {
        String first = word();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        if (!sign('.')) {
            return Optional.of(new Name("", Quoted.name(first)));
        }
        String second = word();
        return second.isEmpty() || sign('.')
                ? Optional.empty()
                : Optional.of(new Name(Quoted.name(first), Quoted.name(second)));
    }

    /** Passes over the sign that is next, if it is this one. */
    boolean sign(char expected) {
        boolean next = at < text.length() && text.charAt(at) == expected;
        if (next) {
            at++;
            skipBlanks();
        }
        return next;
    }

    /** Passes over what is next, if it is a word or a quoted name; else it is empty. */
    private String word() {
        int start = at;
        if (at < text.length() && text.charAt(at) == '"') {
            at = endOfQuoted();
        } else {
            while (at < text.length() && Character.isUnicodeIdentifierPart(text.charAt(at))) {
                at++;
            }
        }
        String word = text.substring(start, at);
        skipBlanks();
        return word;
    }

    private int endOfQuoted() {
        int end = at + 1;
        while (end < text.length()) {
            if (text.charAt(end) == '"') {
                if (!text.startsWith("\"\"", end)) {
                    return end + 1;
                }
                end++;
            }
            end++;
        }
        return end;
    }

    private void skipBlanks() {
        int before = -1;
        while (before != at) {
            before = at;
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (text.startsWith("--", at)) {
                at = behind("\n");
            } else if (text.startsWith("/*", at)) {
                at = behind("*/");
            }
        }
    }

    private int behind(String end) {
        int found = text.indexOf(end, at);
        return found < 0 ? text.length() : found + end.length();
    }
}
