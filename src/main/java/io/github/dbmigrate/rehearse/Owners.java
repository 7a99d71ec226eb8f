package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.schema.SchemaObject;
import java.util.HashMap;
import java.util.Map;

/**
 * Who owns the tables of a database. A grant to the owner says nothing there, but it does where somebody else owns the same table.
 *
 * @param byRelation role by relation, both as they are written in SQL
 */
record Owners(Map<String, String> byRelation) {
    private static final String QUERY = """
            SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
              pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.relowner))
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND pg_catalog.left(n.nspname, 3) <> 'pg_'""";

    static Owners of(Database database) {
        Map<String, String> owners = new HashMap<>();
        database.read(QUERY).rows(0).forEach(row -> owners.put(row.text(0), row.text(1)));
        return new Owners(owners);
    }

    /** Whether it grants to the owner what that one may do anyway. */
    boolean isGrantToOwner(SchemaObject object) {
        if (!object.kind().equals("grant")) {
            return false;
        }
        String owner = object.parent() == null ? null : byRelation.get(object.parent());
        return owner == null ? byRelation.values().stream().anyMatch(role -> isTo(object, role)) : isTo(object, owner);
    }

    private static boolean isTo(SchemaObject grant, String role) {
        return grant.id().endsWith(" TO " + role);
    }
}
