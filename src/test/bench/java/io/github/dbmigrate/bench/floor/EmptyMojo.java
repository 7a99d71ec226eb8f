package io.github.dbmigrate.bench.floor;

import org.apache.maven.plugin.AbstractMojo;

/** Does nothing. */
public final class EmptyMojo extends AbstractMojo {
    @Override
    public void execute() {
        // What this costs is Maven's.
    }
}
