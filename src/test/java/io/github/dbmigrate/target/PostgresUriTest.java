package io.github.dbmigrate.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresUriTest {
    private static final String KNOWN = "Known keywords: ";

    private interface Parser {
        Map<String, String> parse(String text) throws AddressException;
    }

    @Test
    void readsUrisAsLibpqDoes() throws IOException {
        assertThat(differences("libpq-uris.tsv", 4000, PostgresUri::parse)).isEmpty();
    }

    @Test
    void readsKeywordStringsAsLibpqDoes() throws IOException {
        assertThat(differences("libpq-keywords.tsv", 1500, KeywordString::parse))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgres://me:se@cret@db/shop      | the part before @ holds 2 @: write %40 for an @ in user or password
                    postgres://me:s@e@cret@db/shop     | the part before @ holds 3 @: write %40 for an @ in user or password
                    postgres://me:s@e/cret@db/shop     | the part before @ holds 2 @: write %40 for an @ in user or password
                    postgres://me:se/cret@db/shop      | a / stands before the @: write %2F for a / in user or password
                    postgres://me:12/cret@db/shop      | a / stands before the @: write %2F for a / in user or password
                    postgres://me:12/c?a=b@db/shop     | a / stands before the @: write %2F for a / in user or password
                    """)
    void aPasswordThatEndsTooEarlyIsNotTakenForAHost(String uri, String message) {
        assertThatThrownBy(() -> PostgresUri.refuseTornPassword(uri)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://me:s%40e%2Fcret@db/shop",
        "postgres://me:se#cret@db/shop",
        "postgres://me:se?cret@db/shop",
        "postgres://db:5432/shop?user=me@tenant",
        "postgres://db/shop?application_name=a@b",
        "postgres:///shop",
    })
    void anAtSignElsewhereIsNoTornPassword(String uri) throws AddressException {
        PostgresUri.refuseTornPassword(uri);
        assertThat(PostgresUri.parse(uri)).containsEntry("dbname", "shop");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgres://me:a%zzb@db/shop  | a % in the password is not followed by two hex digits
                    postgres://m%4:a@db/shop     | a % in the user is not followed by two hex digits
                    postgres://me:a%00b@db/shop  | the password holds %00, which PostgreSQL does not allow
                    postgres://me:a%ffb@db/shop  | the password is not UTF-8 once its %XX are decoded
                    postgres://me:a@%/shop       | a % in the host is not followed by two hex digits
                    postgres://me:a@db/sh%op     | a % in the database is not followed by two hex digits
                    postgres://me:a@[::1/shop    | the [ of an IPv6 address has no ]
                    postgres://me:a@[]/shop      | the IPv6 address between [ and ] is empty
                    postgres://me:a@[::1]x/shop  | behind the ] of an IPv6 address only : / ? or , can follow
                    postgres://db/shop?sslmode   | a parameter behind the ? has no =
                    postgres://db/shop?a=b=c     | a parameter behind the ? has more than one =
                    """)
    void saysWhichPartIsWrong(String uri, String message) {
        assertThatThrownBy(() -> PostgresUri.parse(uri)).hasMessage(message);
    }

    /** The texts that we read otherwise than libpq, with both answers. */
    private static List<String> differences(String file, int pairs, Parser parser) throws IOException {
        List<String> lines = lines(file);
        String head = lines.get(1);
        Set<String> known =
                Set.of(head.substring(head.indexOf(KNOWN) + KNOWN.length()).split(" "));
        List<String> differences = new ArrayList<>();
        for (String line : lines.subList(2, 2 + pairs)) {
            String[] cells = line.split("\t", -1);
            String expected = Arrays.asList(cells).subList(1, cells.length).stream()
                    .map(PostgresUriTest::unescaped)
                    .toList()
                    .toString();
            String actual = answer(unescaped(cells[0]), known, parser);
            if (!actual.equals(expected)) {
                differences.add(cells[0] + " is " + expected + " to libpq and " + actual + " to us");
            }
        }
        return differences;
    }

    private static String answer(String text, Set<String> known, Parser parser) {
        try {
            Map<String, String> values = parser.parse(text);
            return known.containsAll(values.keySet())
                    ? values.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .sorted()
                            .toList()
                            .toString()
                    : "[!]";
        } catch (AddressException refused) {
            return "[!]";
        }
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in = PostgresUriTest.class.getResourceAsStream("/target/" + file)) {
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1));
        }
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c == '\\' ? escape(text.charAt(++i)) : c);
        }
        return plain.toString();
    }

    private static char escape(char letter) {
        return switch (letter) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'v' -> '\u000B';
            default -> letter;
        };
    }
}
