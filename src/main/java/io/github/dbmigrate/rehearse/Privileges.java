package io.github.dbmigrate.rehearse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What roles may do with an object: a role, or {@code PUBLIC}, and its privileges. */
record Privileges(Map<String, Set<String>> byRole) {
    private static final String BETWEEN_ROWS = "\u001e";
    private static final char BETWEEN_FIELDS = '\u001f';

    /** Nobody but the owner. */
    static final Privileges OWNER = new Privileges(Map.of());

    /** What a function has from the start. */
    static final Privileges EVERYBODY_MAY_EXECUTE = new Privileges(Map.of("PUBLIC", Set.of("EXECUTE")));

    /** As {@link CatalogQuery} writes them. */
    static Privileges of(@Nullable String text, Privileges otherwise) {
        if (text == null) {
            return otherwise;
        }
        Map<String, Set<String>> byRole = new TreeMap<>();
        for (String row : text.isEmpty() ? List.<String>of() : List.of(text.split(BETWEEN_ROWS, -1))) {
            int end = row.indexOf(BETWEEN_FIELDS);
            byRole.computeIfAbsent(row.substring(0, end), role -> new TreeSet<>())
                    .add(row.substring(end + 1));
        }
        return new Privileges(byRole);
    }

    /** Which of these a role has no more: {@code INSERT, SELECT}; null when it lost none. */
    @Nullable
    String lost(String role, Privileges now) {
        Collection<String> lost = new TreeSet<>(byRole.getOrDefault(role, Set.of()));
        lost.removeAll(now.byRole.getOrDefault(role, Set.of()));
        return lost.isEmpty() ? null : String.join(", ", lost);
    }

    List<String> roles() {
        return new ArrayList<>(byRole.keySet());
    }
}
