package io.github.dbmigrate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What each of some hundred statements is seen to do on empty tables; see {@link ObservedCase}. With {@code -Dupdate.expected=true}
 * it is written into {@code src/test/resources}, to be read before it is committed; first on the version that the build has.
 */
@ExtendWith(PostgresExtension.class)
class StatementsTest {
    private static final String GENERAL = "statements.txt";
    private static final String VERSION = "17";
    private static final Map<Boolean, Observing> OPEN = new TreeMap<>();

    @AfterAll
    static void close() throws SQLException {
        OPEN.values().forEach(Observing::close);
        OPEN.clear();
        Observing.forget(TestPostgres.admin());
    }

    @TestFactory
    Stream<DynamicTest> withEventTriggers() throws SQLException, IOException {
        return all(
                true, major().equals(VERSION) ? List.of(GENERAL) : List.of(GENERAL, "statements-" + major() + ".txt"));
    }

    @TestFactory
    Stream<DynamicTest> asAPlainRoleWithoutEventTriggers() throws SQLException, IOException {
        String plain = "statements-without-triggers.txt";
        String special = "statements-" + major() + "-without-triggers.txt";
        return all(
                false,
                major().equals(VERSION)
                        ? List.of(GENERAL, plain)
                        : List.of(GENERAL, "statements-" + major() + ".txt", plain, special));
    }

    private static String major() {
        String version = System.getProperty("pg.version", VERSION);
        return version.substring(0, version.indexOf('.') < 0 ? version.length() : version.indexOf('.'));
    }

    private static Stream<DynamicTest> all(boolean triggers, List<String> files) throws SQLException, IOException {
        OPEN.put(triggers, Observing.on(TestPostgres.fresh(), triggers));
        if (Boolean.getBoolean("update.expected")) {
            ObservedCase.update(files, sql -> observed(sql, triggers));
        }
        return ObservedCase.expected(files).entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.getKey(),
                        () -> assertThat(observed(one.getKey(), triggers)).isEqualTo(one.getValue())));
    }

    private static String observed(String sql, boolean triggers) {
        try {
            if (isAlone(sql)) {
                try (Observing own = Observing.on(TestPostgres.fresh(), triggers)) {
                    return Notation.of(own.alone(sql, sql.contains("dup")));
                }
            }
            List<Observed> all = Objects.requireNonNull(OPEN.get(triggers)).inTransaction(sql);
            return Notation.of(all.get(all.size() - 1));
        } catch (IllegalArgumentException e) {
            return "error " + e.getMessage();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isAlone(String sql) {
        return sql.contains("CONCURRENTLY") || sql.startsWith("VACUUM");
    }
}
