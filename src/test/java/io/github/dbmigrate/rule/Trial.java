package io.github.dbmigrate.rule;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import java.util.List;

/** Rehearses migrations on top of what {@code rehearse/fixture.sql} makes. */
interface Trial {

    /** The rules whose pages are held to what a rehearsal tells. */
    List<Rule> rules();

    /**
     * What is told of new migrations when they are run one after the other.
     *
     * @param wanted asked as well if it is off by default
     */
    List<Diagnostic> of(List<Migration> migrations, Rule wanted);
}
