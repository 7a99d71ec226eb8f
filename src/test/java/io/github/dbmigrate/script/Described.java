package io.github.dbmigrate.script;

import java.util.ArrayList;
import java.util.List;

/** Everything that is found in a script, as lines that can be compared with a file. */
final class Described {
    private Described() {}

    static String of(Script script) {
        List<String> lines = new ArrayList<>();
        for (Statement statement : script.statements()) {
            lines.add(statement.line() + ":" + statement.column() + " " + escaped(script.text(statement)));
            lines.add("    words " + String.join(" ", statement.words()));
            if (!statement.options().isEmpty()) {
                lines.add("    options " + String.join(" ", statement.options()));
            }
            if (statement.bodyOffset() >= 0) {
                lines.add("    body " + escaped(script.text().substring(statement.bodyOffset(), statement.end())));
            }
            if (statement.copyData() != null) {
                Range data = statement.copyData();
                lines.add("    data " + escaped(script.text().substring(data.offset(), data.end())));
            }
            if (statement.refusedInTransaction() != null) {
                lines.add("    refused in a transaction: " + statement.refusedInTransaction());
            }
            if (statement.controlsTransaction()) {
                lines.add("    controls the transaction");
            }
            if (statement.setsTransaction()) {
                lines.add("    sets the transaction");
            }
            if (statement.changesStringSyntax()) {
                lines.add("    changes the syntax of strings");
            }
        }
        for (Directive directive : script.directives()) {
            lines.add("directive in line " + directive.line() + ": " + directive.word() + " [" + directive.argument()
                    + "] [" + directive.reason() + "]");
        }
        if (script.outsideMarker() != null) {
            Marker marker = script.outsideMarker();
            lines.add("outside a transaction by line " + script.line(marker.offset()) + ": " + marker.shown());
        }
        for (Range range : script.ignored()) {
            lines.add("ignored " + escaped(script.text().substring(range.offset(), range.end())));
        }
        for (Fault fault : script.faults()) {
            lines.add(fault.line() + ":" + fault.column() + " " + fault.id() + ": " + fault.message() + " >>>"
                    + escaped(script.text().substring(fault.offset(), fault.end())) + "<<<");
            lines.add("    " + fault.help());
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String escaped(String text) {
        return text.replace("\n", "\u23ce")
                .replace("\r", "\u240d")
                .replace("\f", "\u240c")
                .replace("\u000b", "\u240b");
    }
}
