package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import java.util.List;
import java.util.stream.Stream;

/** A rule and its page. */
abstract class Danger implements Rule {
    private final String word;
    private final Level level;
    private final String title;
    private final String why;
    private final String instead;

    Danger(String word, Level level, String title, String why, String instead) {
        this.word = word;
        this.level = level;
        this.title = title;
        this.why = why;
        this.instead = instead;
    }

    /** What it has against a statement, by what is known of it. */
    abstract Stream<Finding> findings(Evidence evidence);

    @Override
    public final List<Finding> judge(Observed statement) {
        return findings(new Evidence(statement)).toList();
    }

    @Override
    public final String word() {
        return word;
    }

    @Override
    public final Level level() {
        return level;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final String why() {
        return why;
    }

    @Override
    public final String instead() {
        return instead;
    }

    @Override
    public final String toString() {
        return word;
    }
}
