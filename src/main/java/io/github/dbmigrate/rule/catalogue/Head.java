package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Lexeme;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import io.github.dbmigrate.script.Token;
import java.util.List;
import java.util.Optional;

/** Reads a statement from its first word on. */
final class Head {
    /** {@code CREATE OR REPLACE CONSTRAINT TRIGGER}. */
    private static final int FIRST_WORDS = 5;

    private final List<Lexeme> lexemes;
    private int at;

    private Head(List<Lexeme> lexemes) {
        this.lexemes = lexemes;
    }

    static Head of(Script script, Statement statement) {
        return new Head(script.lexemes(statement));
    }

    /** Of a statement; there is nothing to read when its file is too long to be held. */
    static Head of(Observed statement) {
        return statement.migration().isLong()
                ? new Head(List.of())
                : of(statement.migration().script(), statement.statement());
    }

    /**
     * The name of a thing.
     *
     * @param schema empty when it is not said
     */
    record Name(String schema, String name) {

        /** Of {@code public.touch(integer)}, or of {@code touch} where the schema is not known. */
        static Name of(String identity) {
            int open = identity.indexOf('(');
            String path = open < 0 ? identity : identity.substring(0, open);
            int dot = path.lastIndexOf('.');
            return dot < 0
                    ? new Name("", path)
                    : new Name(Quoted.name(path.substring(0, dot)), Quoted.name(path.substring(dot + 1)));
        }

        /** Whether both may be the same. */
        boolean means(Name other) {
            return name.equals(other.name)
                    && (schema.isEmpty() || other.schema.isEmpty() || schema.equals(other.schema));
        }

        boolean means(Relation relation) {
            return means(new Name(relation.schema(), relation.name()));
        }

        @Override
        public String toString() {
            return schema.isEmpty() ? Quoted.shown(name) : Quoted.shown(schema) + "." + Quoted.shown(name);
        }
    }

    /** Passes over these words if all of them are next. */
    boolean skip(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= lexemes.size() || !isWord(lexemes.get(at + i), words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    /** Passes over ALTER TABLE as far as the table's name, if it is that. */
    boolean skipAlterTable() {
        boolean alters = skip("alter", "table");
        if (alters) {
            skip("if", "exists");
            skip("only");
        }
        return alters;
    }

    /** With which word it changes rows of a table, wherever in the statement that stands: {@code update}; empty when it does not. */
    Optional<String> changes(Relation table) {
        for (int start = 0; start < lexemes.size(); start++) {
            at = start;
            boolean changes = skip("update") || skip("delete", "from") || skip("merge", "into");
            skip("only");
            if (changes && name().filter(name -> name.means(table)).isPresent()) {
                return Optional.of(lexemes.get(start).text());
            }
        }
        return Optional.empty();
    }

    /** Whether it locks a table that is none of these: alters or drops it, puts an index or a trigger on it, or points to it. */
    boolean isAboutOthers(List<Name> known) {
        if (skipAlterTable()) {
            return isOther(known) || referencesOthers(known);
        }
        if (skip("drop")) {
            return true;
        }
        if (!skip("create")) {
            return false;
        }
        boolean onTable = lexemes.stream()
                .limit(FIRST_WORDS)
                .anyMatch(lexeme -> isWord(lexeme, "index") || isWord(lexeme, "trigger"));
        if (!onTable) {
            return referencesOthers(known);
        }
        while (at < lexemes.size()) {
            if (skip("on")) {
                skip("only");
                return isOther(known);
            }
            at++;
        }
        return false;
    }

    private boolean isOther(List<Name> known) {
        return name().filter(table -> known.stream().noneMatch(table::means)).isPresent();
    }

    private boolean referencesOthers(List<Name> known) {
        while (at < lexemes.size()) {
            if (skip("references")) {
                if (isOther(known)) {
                    return true;
                }
            } else {
                at++;
            }
        }
        return false;
    }

    private static boolean isWord(Lexeme lexeme, String word) {
        return lexeme.token() == Token.WORD && lexeme.text().equals(word);
    }

    /** Passes over the name that is next, {@code public."Users"}. */
    Optional<Name> name() {
        Optional<String> first = part();
        if (first.isEmpty() || at >= lexemes.size() || !lexemes.get(at).isSign(".")) {
            return first.map(name -> new Name("", name));
        }
        at++;
        return part().map(name -> new Name(first.get(), name));
    }

    private Optional<String> part() {
        if (at >= lexemes.size() || !lexemes.get(at).isName() || lexemes.get(at).hasUnicodeEscapes()) {
            return Optional.empty();
        }
        return Optional.of(lexemes.get(at++).name());
    }
}
