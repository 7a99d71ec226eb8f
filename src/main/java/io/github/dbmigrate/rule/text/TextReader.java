package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import java.util.List;
import java.util.Set;

/**
 * Tells from the text of migrations, read in their order, what can be told without running them. It tells only what is sure; of what
 * happens inside functions and DO blocks, and of files that are too long to be held, it tells nothing.
 */
public final class TextReader {
    private final boolean remembers;
    private final boolean trustsIfNotExists;
    private Known known;

    private TextReader(boolean remembers, boolean trustsIfNotExists) {
        this.remembers = remembers;
        this.trustsIfNotExists = trustsIfNotExists;
        this.known = new Known(trustsIfNotExists);
    }

    /** For migrations that are judged each by itself: what another one has made was there before. */
    public static TextReader ofEach() {
        return new TextReader(false, true);
    }

    /** For migrations that come together: what an earlier one of them has made is still new. */
    public static TextReader ofAll() {
        return new TextReader(true, true);
    }

    /** As {@link #ofAll}, but what is created only if it does not exist is not taken for new: it can be asked. */
    static TextReader ofPending() {
        return new TextReader(true, false);
    }

    /** Every statement of the next migration, with what its text tells; none of a long file. */
    public List<Observed> read(Migration migration) {
        if (migration.isLong()) {
            return List.of();
        }
        if (!remembers) {
            known = new Known(trustsIfNotExists);
        }
        known.nextMigration();
        return new MigrationReading(migration, known).read();
    }

    /** What a relation that was observed may be called in a database where not all that was read has been run. */
    Set<Relation> before(Relation relation) {
        return known.before(relation);
    }
}
