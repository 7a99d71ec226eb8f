package io.github.dbmigrate.script;

import java.util.Arrays;

/**
 * Words in lower case. A long script says the same few words again and again, so the last ones are kept: a million INSERTs
 * share one "insert".
 */
final class FoldedWords {
    private static final int SLOTS = 256;

    private final String[] recent = new String[SLOTS];

    FoldedWords() {
        Arrays.fill(recent, "");
    }

    String folded(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + Letters.folded(text.charAt(i));
        }
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        if (!isFolded(recent[slot], text, from, to)) {
            recent[slot] = fold(text, from, to);
        }
        return recent[slot];
    }

    private static boolean isFolded(String word, String text, int from, int to) {
        if (word.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (word.charAt(i - from) != Letters.folded(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String fold(String text, int from, int to) {
        char[] word = new char[to - from];
        for (int i = from; i < to; i++) {
            word[i - from] = Letters.folded(text.charAt(i));
        }
        return new String(word);
    }
}
