package io.github.dbmigrate.maven;

import org.apache.maven.plugin.logging.SystemStreamLog;

/** What a goal says, line by line, behind its level; debug lines too. */
final class RecordedLog extends SystemStreamLog {
    private final StringBuilder lines = new StringBuilder();

    @Override
    public boolean isDebugEnabled() {
        return true;
    }

    @Override
    public void debug(CharSequence line) {
        add("[DEBUG] ", line);
    }

    @Override
    public void info(CharSequence line) {
        add("[INFO] ", line);
    }

    @Override
    public void warn(CharSequence line) {
        add("[WARNING] ", line);
    }

    @Override
    public void error(CharSequence line) {
        add("[ERROR] ", line);
    }

    private void add(String level, CharSequence line) {
        lines.append((level + line).stripTrailing()).append('\n');
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
