package io.github.dbmigrate.migration;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.script.Fault;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;

/** A fault of a script, told with its file and the text around it. */
public final class FaultDiagnostic {
    private FaultDiagnostic() {}

    /**
     * Tells it.
     *
     * @param script whose text the fault points into
     * @param file as the user would type it
     */
    public static Diagnostic of(Fault fault, Script script, String file) {
        int floor = 0;
        for (Statement statement : script.statements()) {
            if (statement.end() <= fault.offset()) {
                floor = statement.end();
            }
        }
        int width = script.text().codePointCount(fault.offset(), fault.end());
        return Diagnostic.error(fault.id(), fault.message())
                .at(new Place(file, fault.line(), fault.column(), fault.column() + width, ""))
                .excerpt(Excerpt.of(script.text(), fault.offset(), fault.end(), floor))
                .help(fault.help());
    }
}
