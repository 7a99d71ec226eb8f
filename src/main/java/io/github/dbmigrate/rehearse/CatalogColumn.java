package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Column.Generated;
import io.github.dbmigrate.rule.Column.Identity;
import org.jspecify.annotations.Nullable;

/**
 * A column, as the catalogs have it.
 *
 * @param number in its table; it stays when the name is changed
 * @param shownType depends on the search_path for types outside pg_catalog
 * @param defaultKey tells one default from another; null when there is none
 */
record CatalogColumn(
        int number,
        String name,
        long type,
        int modifier,
        String shownType,
        boolean notNull,
        Identity identity,
        Generated generated,
        @Nullable String defaultKey) {

    Column shown() {
        return new Column(name, shownType, notNull, defaultKey, identity, generated);
    }

    boolean hasTypeOf(CatalogColumn other) {
        return type == other.type && modifier == other.modifier;
    }

    /** As it is now, with its type and its name as they were shown before. */
    Column shownLike(CatalogColumn before) {
        return new Column(
                before.name,
                hasTypeOf(before) ? before.shownType : shownType,
                notNull,
                defaultKey,
                identity,
                generated);
    }
}
