package io.github.dbmigrate.batch;

import io.github.dbmigrate.script.BatchShape;
import io.github.dbmigrate.script.BatchWish;
import io.github.dbmigrate.script.Fault;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Script;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table that is to be gone through, and the key that it offers. */
public final class TableFacts {
    private static final Set<String> KINDS = Set.of("r", "p");
    private static final String BY = "-- dbmigrate: batch by <column>";

    private final @Nullable String kind;
    private final boolean hasChildren;
    private final boolean feedsItself;
    private final @Nullable String aggregate;
    private final List<Index> indexes;

    private record Index(String name, boolean primary, Key key, List<String> nullable) {
        Index with(Index next) {
            List<Key.Column> columns = new ArrayList<>(key.columns());
            columns.addAll(next.key.columns());
            List<String> nullables = new ArrayList<>(nullable);
            nullables.addAll(next.nullable);
            return new Index(name, primary, new Key(columns), nullables);
        }

        boolean usable() {
            return nullable.isEmpty();
        }

        boolean hasColumns(List<String> names) {
            return new HashSet<>(key.names()).equals(new HashSet<>(names));
        }
    }

    /** What the table is gone through by, or why it cannot be. */
    public sealed interface Choice {
        <T> T fold(Function<Key, T> chosen, Function<Fault, T> refused);
    }

    private record Chosen(Key key) implements Choice {
        @Override
        public <T> T fold(Function<Key, T> chosen, Function<Fault, T> refused) {
            return chosen.apply(key);
        }
    }

    private record Refused(Fault fault) implements Choice {
        @Override
        public <T> T fold(Function<Key, T> chosen, Function<Fault, T> refused) {
            return refused.apply(fault);
        }
    }

    private TableFacts(List<List<@Nullable String>> rows) {
        List<@Nullable String> first = rows.get(0);
        this.kind = first.get(0);
        this.hasChildren = "t".equals(first.get(1));
        this.feedsItself = "t".equals(first.get(2));
        this.aggregate = first.get(3);
        Map<String, Index> byName = new LinkedHashMap<>();
        for (List<@Nullable String> row : rows) {
            String name = row.get(4);
            if (name != null) {
                byName.merge(name, column(name, row), Index::with);
            }
        }
        this.indexes = List.copyOf(byName.values());
    }

    /** Reads the rows that {@link TableQuestion} returns. */
    public static TableFacts of(List<List<@Nullable String>> rows) {
        return new TableFacts(rows);
    }

    /** An index as its one column in this row makes it. */
    private static Index column(String index, List<@Nullable String> row) {
        String name = Objects.requireNonNull(row.get(6));
        Key.Column column = new Key.Column(name, Objects.requireNonNull(row.get(7)), row.get(9));
        return new Index(
                index,
                "t".equals(row.get(5)),
                new Key(List.of(column)),
                "t".equals(row.get(8)) ? List.of() : List.of(name));
    }

    /** Chooses: what the file asks for, else the primary key, else the only other unique one. */
    public Choice key(Script script, BatchShape shape, BatchWish wish) {
        Optional<Fault> fault = unfit(script, shape);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        List<Index> candidates = candidates(wish);
        if (candidates.isEmpty()) {
            return new Refused(noKey(script, shape, wish));
        }
        Index best = candidates.get(0);
        if (candidates.size() > 1 && !best.primary() && wish.key().isEmpty()) {
            return new Refused(shape.unfit(
                    script,
                    shape.paged().name() + " has no primary key, and several unique ones to go by",
                    "choose with  " + BY + "  among " + offered()));
        }
        return shape.assignedKey(script, best.key().names())
                .<Choice>map(Refused::new)
                .orElseGet(() -> new Chosen(best.key()));
    }

    private List<Index> candidates(BatchWish wish) {
        return indexes.stream()
                .filter(Index::usable)
                .filter(index -> wish.key().isEmpty() || index.hasColumns(wish.key()))
                .toList();
    }

    private Optional<Fault> unfit(Script script, BatchShape shape) {
        String table = shape.paged().name().toString();
        if (kind == null) {
            return Optional.of(shape.unfit(script, "there is no table " + table, "is it in another schema?"));
        }
        if (!KINDS.contains(kind)) {
            return Optional.of(shape.unfit(
                    script, "batches go through a table, and " + table + " is none", "name the table behind it"));
        }
        if (hasChildren && !shape.paged().only()) {
            return Optional.of(shape.unfit(
                    script,
                    "other tables inherit from " + table + ", and its key says nothing of their rows",
                    "write ONLY before it, and a migration for each of the others"));
        }
        if (feedsItself && shape.kind() == BatchShape.Kind.INSERT) {
            return Optional.of(shape.feedsItself(script));
        }
        return aggregate == null ? Optional.empty() : shape.aggregate(script, List.of(aggregate));
    }

    private Fault noKey(Script script, BatchShape shape, BatchWish wish) {
        String table = shape.paged().name().toString();
        if (wish.key().isEmpty()) {
            return shape.unfit(
                    script,
                    table + " has no key to go by in batches",
                    "give it a primary key, or a unique index whose columns are NOT NULL" + nullable());
        }
        String others = offered();
        return shape.unfit(
                script,
                table + " has no unique index on just " + names(wish.key()) + " whose columns are NOT NULL",
                others.isEmpty() ? "give it one" + nullable() : "it can go by " + others);
    }

    private String nullable() {
        return indexes.stream()
                .filter(index -> !index.usable())
                .findFirst()
                .map(index -> "\n" + names(index.nullable()) + " of " + index.name() + " may be null")
                .orElse("");
    }

    private String offered() {
        return indexes.stream()
                .filter(Index::usable)
                .map(index -> names(index.key().names()))
                .collect(Collectors.joining(", or "));
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Quoted::shown).collect(Collectors.joining(" and "));
    }
}
