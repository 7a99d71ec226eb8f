package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.script.Quoted;

/**
 * What a statement calls something.
 *
 * @param schema empty when it does not say
 */
record ObjectName(String schema, String name) {

    @Override
    public String toString() {
        return schema.isEmpty() ? Quoted.shown(name) : Quoted.shown(schema) + "." + Quoted.shown(name);
    }
}
