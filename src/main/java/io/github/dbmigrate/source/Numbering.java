package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import java.util.List;

record Numbering(List<SqlFile> files) {
    List<Diagnostic> problems() {
        return List.of();
    }

    /** The first free number as a name begins with it, in the style of the newest: {@code 046-} or {@code V46__}. */
    String next() {
        return "001-";
    }
}
