package io.github.dbmigrate.goal;

import static io.github.dbmigrate.testing.Observing.dropped;
import static io.github.dbmigrate.testing.Observing.given;
import static io.github.dbmigrate.testing.Observing.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Observation.SkippedBecauseItIsMissing;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Observed.Source;
import io.github.dbmigrate.testing.Migrations;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenAndReadTest {

    @Test
    void theStatementsThatRanWereSeenAndTheFailedOneAndThoseBehindItAreRead() {
        Migration migration = Migrations.file("001-it", "SELECT 1; SELECT 1 / 0; DROP TABLE orders;");
        List<Observed> seen = List.of(given(migration).observed());
        List<Observed> read = List.of(
                given(migration).onlyRead().observed(),
                given(migration).statement(2).onlyRead().observed(),
                given(migration).statement(3).onlyRead().observed());
        assertThat(SeenAndRead.joined(seen, read))
                .extracting(Observed::source)
                .containsExactly(Source.REHEARSED, Source.READ, Source.READ);
        assertThat(SeenAndRead.joined(List.of(), read)).isEqualTo(read);
        assertThat(SeenAndRead.joined(seen, List.of())).isEqualTo(seen);
    }

    @Test
    void whatIfExistsDidNotFindIsToldByTheTextIfItHoldsData() {
        Migration migration = Migrations.file("001-it", "DROP TABLE IF EXISTS orders, other;");
        Dropped orders = dropped("table", "orders", table("orders"), "orders");
        Observed seen = given(migration)
                .that(new SkippedBecauseItIsMissing("table", "orders"))
                .that(new SkippedBecauseItIsMissing("function", "f"))
                .observed();
        Observed read = given(migration)
                .onlyRead()
                .that(orders)
                .that(dropped("table", "other", table("other"), "other"))
                .that(dropped("function", "f", table("f"), "f"))
                .observed();
        assertThat(SeenAndRead.joined(List.of(seen), List.of(read)).get(0).all(Dropped.class))
                .containsExactly(orders);
    }
}
