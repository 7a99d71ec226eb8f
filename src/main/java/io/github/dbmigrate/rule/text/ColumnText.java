package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Column.Generated;
import io.github.dbmigrate.rule.Column.Identity;
import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Lexeme;
import io.github.dbmigrate.script.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a column.
 *
 * @param volatileDefault whether its default certainly has to be computed for each row
 */
record ColumnText(Column column, List<Constraint> constraints, boolean volatileDefault) {
    /** The volatile functions that are seen in defaults; {@code now()} and its like are not volatile. */
    private static final Set<String> VOLATILE = Set.of(
            "gen_random_uuid",
            "uuidv4",
            "uuidv7",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4",
            "random",
            "clock_timestamp",
            "timeofday",
            "nextval");

    /** Whether every row must be written when the column is added to a table. */
    boolean needsRewrite() {
        return volatileDefault || column.identity() != Identity.NO || column.generated() == Generated.STORED;
    }

    static ColumnText read(Clause clause, Relation table, Known known) throws UnclearException {
        return new Reader(clause, table, known).read();
    }

    private static final class Reader {
        private final Clause clause;
        private final Relation table;
        private final Known known;
        private final List<Constraint> constraints = new ArrayList<>();
        private boolean notNull;
        private @Nullable String defaultKey;
        private Identity identity = Identity.NO;
        private Generated generated = Generated.NO;
        private boolean volatileDefault;

        Reader(Clause clause, Relation table, Known known) {
            this.clause = clause;
            this.table = table;
            this.known = known;
        }

        ColumnText read() throws UnclearException {
            String name = clause.name();
            String type = "";
            if (!clause.skip("with", "options") && !clause.atEnd() && !clause.isAny(TypeName.BEHIND)) {
                TypeName typeName = TypeName.read(clause);
                type = typeName.text();
                if (typeName.serial()) {
                    identity = Identity.SERIAL;
                    notNull = true;
                    defaultKey = "nextval";
                }
            }
            while (!clause.atEnd()) {
                property(name);
            }
            Column column = new Column(name, type, notNull, defaultKey, identity, generated);
            return new ColumnText(column, constraints, volatileDefault);
        }

        private void property(String column) throws UnclearException {
            int mark = clause.mark();
            String given = clause.skip("constraint") ? clause.name() : "";
            if (clause.skip("not", "null")) {
                notNull = true;
                clause.skip("no", "inherit");
            } else if (clause.skip("default")) {
                defaultValue();
            } else if (clause.skip("generated")) {
                generated();
            } else if (clause.skip("check")) {
                clause.parenthesis();
                clause.skip("no", "inherit");
                boolean enforced = !clause.skip("not", "enforced");
                add(given, column, "check", Constraint.Type.CHECK, null, enforced, clause.textSince(mark));
            } else if (clause.skip("unique")) {
                skipIndexOptions();
                add(given, column, "key", Constraint.Type.UNIQUE, null, true, clause.textSince(mark));
            } else if (clause.skip("primary", "key")) {
                notNull = true;
                skipIndexOptions();
                add(given, "", "pkey", Constraint.Type.PRIMARY_KEY, null, true, clause.textSince(mark));
            } else if (clause.skip("references")) {
                Relation referenced = known.table(clause.objectName());
                boolean enforced = !skipReferenceOptions();
                add(given, column, "fkey", Constraint.Type.FOREIGN_KEY, referenced, enforced, clause.textSince(mark));
            } else if (clause.skip("collate")) {
                clause.objectName();
            } else if (clause.skip("options")) {
                clause.parenthesis();
            } else if (clause.skip("storage") || clause.skip("compression")) {
                clause.skipOne();
            } else if (!clause.skip("null")) {
                throw new UnclearException();
            }
        }

        private void defaultValue() {
            int mark = clause.mark();
            do {
                clause.skipOne();
            } while (!clause.atEnd() && !clause.isAny(TypeName.BEHIND));
            String text = clause.textSince(mark);
            defaultKey = text.equalsIgnoreCase("null") ? null : text;
            volatileDefault |= callsVolatile(clause.since(mark));
        }

        private static boolean callsVolatile(List<Lexeme> expression) {
            for (int i = 0; i + 1 < expression.size(); i++) {
                Lexeme function = expression.get(i);
                if (function.token() == Token.WORD
                        && VOLATILE.contains(function.text())
                        && expression.get(i + 1).opens()) {
                    return true;
                }
            }
            return false;
        }

        private void generated() throws UnclearException {
            boolean always = clause.skip("always");
            if (!always) {
                clause.expect("by", "default");
            }
            clause.expect("as");
            if (clause.skip("identity")) {
                identity = always ? Identity.ALWAYS : Identity.BY_DEFAULT;
                notNull = true;
                if (clause.opens()) {
                    clause.skipOne();
                }
                return;
            }
            clause.parenthesis();
            generated = clause.skip("stored") ? Generated.STORED : Generated.VIRTUAL;
            clause.skip("virtual");
        }

        private void skipIndexOptions() throws UnclearException {
            if (clause.skip("nulls")) {
                clause.skip("not");
                clause.expect("distinct");
            }
            if (clause.skip("include") || clause.skip("with")) {
                clause.parenthesis();
            }
            if (clause.skip("using", "index", "tablespace")) {
                clause.name();
            }
        }

        /** Returns whether it is NOT ENFORCED. */
        private boolean skipReferenceOptions() throws UnclearException {
            if (clause.opens()) {
                clause.skipOne();
            }
            while (clause.skip("on")) {
                clause.skipOne();
                if (!clause.skip("no", "action") && !clause.skip("set", "null") && !clause.skip("set", "default")) {
                    clause.skipOne();
                }
                if (clause.opens()) {
                    clause.skipOne();
                }
                skipMatch();
            }
            skipMatch();
            return skipDeferrable();
        }

        private void skipMatch() {
            if (clause.skip("match")) {
                clause.skipOne();
            }
        }

        private boolean skipDeferrable() {
            boolean unenforced = false;
            while (clause.skip("deferrable")
                    || clause.skip("not", "deferrable")
                    || clause.skip("initially", "deferred")
                    || clause.skip("initially", "immediate")
                    || clause.is("not", "enforced")) {
                unenforced |= clause.skip("not", "enforced");
            }
            return unenforced;
        }

        private void add(
                String given,
                String column,
                String suffix,
                Constraint.Type type,
                @Nullable Relation referenced,
                boolean validated,
                String definition) {
            List<String> of = column.isEmpty() ? List.of() : List.of(column);
            String name = given.isEmpty() ? ConstraintText.usualName(table, of, suffix) : given;
            constraints.add(new Constraint(name, type, of, referenced, validated, false, definition));
        }
    }
}
