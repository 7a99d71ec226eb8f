package io.github.dbmigrate.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "001-create-users.sql,                       VERSIONED, 1, 001, create-users, 001-create-users, Create users",
        "001_create_users.sql,                       VERSIONED, 1, 001, create_users, 001_create_users, Create users",
        "001__create_users.sql,                      VERSIONED, 1, 001, create_users, 001__create_users, Create users",
        "7-x.sql,                                    VERSIONED, 7, 7, x, 7-x, X",
        "20240101120000-a.b.sql,                     VERSIONED, 20240101120000, 20240101120000, a.b, 20240101120000-a.b, A.b",
        "1_2_name.sql,                               VERSIONED, 1, 1, 2_name, 1_2_name, 2 name",
        "sub/dir/002-orders.sql,                     VERSIONED, 2, 002, orders, 002-orders, Orders",
        "V1__init.sql,                               VERSIONED, 1, 1, init, V1__init, Init",
        "V1_2__add_order_status.sql,                 VERSIONED, 1.2, 1_2, add_order_status, V1_2__add_order_status, Add order status",
        "V1.2.0__x.sql,                              VERSIONED, 1.2, 1.2.0, x, V1.2.0__x, X",
        "V007.sql,                                   VERSIONED, 7, 007, '', V007, V007",
        "U1_2__add_order_status.sql,                 DOWN, 1.2, 1_2, add_order_status, U1_2__add_order_status, Add order status",
        "000001_users.up.sql,                        VERSIONED, 1, 000001, users, 000001_users, Users",
        "000001_users.down.sql,                      DOWN, 1, 000001, users, 000001_users, Users",
        "V1_2__users.down.sql,                       DOWN, 1.2, 1_2, users, V1_2__users, Users",
        "20240101120000_init/migration.sql,          VERSIONED, 20240101120000, 20240101120000, init, 20240101120000_init, Init",
        "0_init/migration.sql,                       VERSIONED, 0, 0, init, 0_init, Init",
        "a/20240101120000_init/up.sql,               VERSIONED, 20240101120000, 20240101120000, init, 20240101120000_init, Init",
        "20240101120000_init/down.sql,               DOWN, 20240101120000, 20240101120000, init, 20240101120000_init, Init",
        "2024-01-01-120000_posts/up.sql,             VERSIONED, 20240101120000, 2024-01-01-120000, posts, 2024-01-01-120000_posts, Posts",
        "2024-01-01-120000-0000_posts/down.sql,      DOWN, 202401011200000000, 2024-01-01-120000-0000, posts, 2024-01-01-120000-0000_posts, Posts",
    })
    void aNameSaysWhatTheFileIs(
            String path,
            FileName.Kind kind,
            String number,
            String label,
            String description,
            String stem,
            String readable) {
        FileName name = FileName.parse(path).orElseThrow();
        assertThat(name).isEqualTo(new FileName(kind, Version.of(number), label, description, stem));
        assertThat(name.readableName()).isEqualTo(readable);
    }

    @ParameterizedTest
    @CsvSource({
        "R__order_totals.sql, order_totals, R__order_totals, Order totals",
        "views/R-order--totals.sql, order--totals, R-order--totals, Order totals",
    })
    void aRepeatableOneHasNoNumber(String path, String description, String stem, String readable) {
        FileName name = FileName.parse(path).orElseThrow();
        assertThat(name).isEqualTo(new FileName(FileName.Kind.REPEATABLE, null, "R", description, stem));
        assertThat(name.readableName()).isEqualTo(readable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users.sql",
                "001.sql",
                "001-.sql",
                "001- .sql",
                "001users.sql",
                "001 users.sql",
                "-users.sql",
                ".sql",
                "001-users.SQL",
                "v1__x.sql",
                "V__x.sql",
                "V1_x.sql",
                "V1__.sql",
                "V1..2__x.sql",
                "V1.__x.sql",
                "Vx__y.sql",
                "B1__x.sql",
                "R_x.sql",
                "R__.sql",
                "r__x.sql",
                "Readme.sql",
                "up.sql",
                "migration.sql",
                "users/up.sql",
                "2024-01-01-120000/up.sql",
                "001/migration.sql",
                "x.up.sql",
                "001-users.txt"
            })
    void anyOtherNameIsNone(String path) {
        assertThat(FileName.parse(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "users.sql, 046-users.sql",
        "create users!.sql, 046-create-users.sql",
        "001.sql, 001-describe-it.sql",
        "001 create users.sql, 001-create-users.sql",
        "001users.sql, 001-users.sql",
        "sub/001.users.sql, 001-users.sql",
        "001-users.SQL, 001-users.sql",
        "v1__users.sql, V1__users.sql",
        "V1_2_users.sql, V1_2__users.sql",
        "V1-users.sql, V1__users.sql",
        "V1__.sql, V1__describe-it.sql",
        "u1_users.sql, U1__users.sql",
        "r_totals.sql, R__totals.sql",
        "Readme.sql, 046-Readme.sql",
        "users.up.sql, 046-users.up.sql",
        "up.sql, 046_describe-it/up.sql",
        "a/users/migration.sql, 046_users/migration.sql",
        "001/up.sql, 001_describe-it/up.sql",
        ".sql, 046-describe-it.sql",
    })
    void theNearestValidNameIsOne(String path, String nearest) {
        assertThat(FileName.nearest(path, "046-")).isEqualTo(nearest);
        assertThat(FileName.parse(nearest)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "045-add-45.sql, 46, 046-add-45",
        "7_a.up.sql, 10, 10_a",
        "V1_2__a.sql, 1.3, V1_3__a",
        "V1.2__a.sql, 3, V3__a",
        "V001__a.sql, 2, V002__a",
        "U7__a.sql, 8, U8__a",
        "0007_a/up.sql, 8, 0008_a",
    })
    void anotherNumberIsWrittenLikeTheOldOne(String path, String number, String stem) {
        assertThat(FileName.parse(path).orElseThrow().renumbered(Version.of(number)))
                .isEqualTo(stem);
    }

    @Test
    void onlySqlFilesHaveToBeMigrations() {
        assertThat(FileName.isSql("a/001-x.SQL")).isTrue();
        assertThat(FileName.isSql("migration_lock.toml")).isFalse();
        assertThat(FileName.isSql("001-x.sql~")).isFalse();
    }
}
