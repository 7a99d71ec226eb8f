package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.report.Review.Change;
import io.github.dbmigrate.report.Review.Table;
import io.github.dbmigrate.report.Review.TableColumn;
import io.github.dbmigrate.schema.Schema;
import io.github.dbmigrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedTablesTest {
    private static final List<SchemaObject> USERS = List.of(
            new SchemaObject("table", "public.users", ""),
            column("users", "id", "bigint NOT NULL"),
            column("users", "name", "text"));
    private static final List<SchemaObject> ORDERS = List.of(
            new SchemaObject("table", "public.orders", ""),
            column("orders", "user_id", "bigint"),
            new SchemaObject(
                    "constraint",
                    "public.orders.orders_user_fk",
                    "public.orders",
                    "FOREIGN KEY (user_id) REFERENCES public.users(id)"));
    private static final List<SchemaObject> ALONE =
            List.of(new SchemaObject("table", "public.alone", ""), column("alone", "n", "integer"));

    @Test
    void aChangedTableIsShownWithThoseThatReferToIt() {
        List<SchemaObject> changed = List.of(
                new SchemaObject("table", "public.users", ""),
                column("users", "id", "bigint NOT NULL"),
                column("users", "price", "numeric(10,2) NOT NULL DEFAULT 0"));
        assertThat(ChangedTables.between(schema(USERS, ORDERS, ALONE), schema(changed, ORDERS, ALONE)))
                .containsExactly(
                        new Table(
                                "public.users",
                                Change.CHANGED,
                                List.of(
                                        new TableColumn("id", "bigint", Change.NONE),
                                        new TableColumn("price", "numeric(10,2)", Change.ADDED),
                                        new TableColumn("name", "text", Change.DROPPED)),
                                List.of()),
                        new Table(
                                "public.orders",
                                Change.NONE,
                                List.of(new TableColumn("user_id", "bigint", Change.NONE)),
                                List.of("public.users")));
    }

    @Test
    void aTableThatCameOrWentIsShownWithWhatItRefersTo() {
        assertThat(ChangedTables.between(schema(USERS, ALONE), schema(USERS, ORDERS)))
                .extracting(Table::name, Table::change)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("public.orders", Change.ADDED),
                        org.assertj.core.groups.Tuple.tuple("public.users", Change.NONE),
                        org.assertj.core.groups.Tuple.tuple("public.alone", Change.DROPPED));
    }

    @Test
    void whereNothingChangedNothingIsShown() {
        assertThat(ChangedTables.between(schema(USERS, ORDERS), schema(USERS, ORDERS)))
                .isEmpty();
    }

    private static SchemaObject column(String table, String name, String definition) {
        return new SchemaObject("column", "public." + table + "." + name, "public." + table, definition);
    }

    @SafeVarargs
    private static Schema schema(List<SchemaObject>... tables) {
        List<SchemaObject> all = new ArrayList<>();
        for (List<SchemaObject> table : tables) {
            all.addAll(table);
        }
        return new Schema(all);
    }
}
