package io.github.dbmigrate.bench;

/** What can be measured alone, with {@code -Dbench.only=noop,engine}. */
enum Part {
    /** Whole processes that find nothing to do, and the floors. */
    NOOP,
    /** Whole processes that apply migrations. */
    APPLY,
    /** 1,000 migrations without Maven around them. */
    ENGINE,
    /** Nothing to do among 1,000 and 10,000 files. */
    FILES,
    /** Files of 300 MB in 64 MB of memory. */
    HUGE,
    /** {@code validate} as the gate of a pull request, and its looks at a large schema. */
    GATE,
    /** The lexer, the checksum and the plan, with JMH. */
    MICRO
}
