package io.github.dbmigrate.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Two texts line by line, with {@code -} before a line of the first and {@code +} before one of the second. Of what they have in common
 * two lines are shown around each difference, and {@code ...} for the rest.
 */
final class LineDifference {
    private static final int CONTEXT = 2;

    /** More than this is not compared line by line: it would take longer than anybody reads. */
    private static final int MOST_CELLS = 4_000_000;

    private final List<String> before;
    private final List<String> after;
    private final List<String> all = new ArrayList<>();

    LineDifference(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    List<String> lines() {
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && before.get(start).equals(after.get(start))) {
            all.add(" " + before.get(start++));
        }
        int same = 0;
        while (same < shorter - start
                && before.get(before.size() - 1 - same).equals(after.get(after.size() - 1 - same))) {
            same++;
        }
        middle(before.subList(start, before.size() - same), after.subList(start, after.size() - same));
        for (int i = after.size() - same; i < after.size(); i++) {
            all.add(" " + after.get(i));
        }
        return shortened();
    }

    /** The longest common subsequence, which is short where definitions are. */
    private void middle(List<String> old, List<String> now) {
        if ((long) old.size() * now.size() > MOST_CELLS) {
            old.forEach(line -> all.add("-" + line));
            now.forEach(line -> all.add("+" + line));
            return;
        }
        int[][] common = common(old, now);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                all.add(" " + old.get(i++));
                j++;
            } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                all.add("-" + old.get(i++));
            } else {
                all.add("+" + now.get(j++));
            }
        }
    }

    /** How many lines the rests have in common that begin at each pair of lines. */
    private static int[][] common(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private List<String> shortened() {
        List<String> shown = new ArrayList<>();
        boolean leftOut = false;
        for (int i = 0; i < all.size(); i++) {
            if (isNearDifference(i)) {
                if (leftOut) {
                    shown.add(" ...");
                }
                leftOut = false;
                shown.add(all.get(i).stripTrailing());
            } else {
                leftOut = true;
            }
        }
        if (leftOut) {
            shown.add(" ...");
        }
        return shown;
    }

    private boolean isNearDifference(int line) {
        for (int i = Math.max(0, line - CONTEXT); i <= Math.min(all.size() - 1, line + CONTEXT); i++) {
            if (all.get(i).charAt(0) != ' ') {
                return true;
            }
        }
        return false;
    }
}
