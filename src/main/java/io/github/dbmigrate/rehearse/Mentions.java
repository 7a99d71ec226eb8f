package io.github.dbmigrate.rehearse;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The words of a statement, wherever they stand: in the body of a DO block too, in strings and comments too. */
final class Mentions {
    private final String text;
    private final Set<String> words = new HashSet<>();

    Mentions(String text) {
        this.text = text;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isPart(text.charAt(i))) {
                if (i > start) {
                    words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = i + 1;
            }
        }
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    boolean has(String word) {
        return words.contains(word);
    }

    /** Whether an object of this name may be meant. */
    boolean hasName(String name) {
        boolean isWord = !name.isEmpty() && name.chars().allMatch(c -> isPart((char) c));
        return isWord ? words.contains(name.toLowerCase(Locale.ROOT)) : text.contains(name.replace("\"", "\"\""));
    }
}
