package io.github.dbmigrate.script;

import io.github.dbmigrate.script.ToolComment.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes over what stands below a Down comment, line by line as the tools that know such comments do: quotes mean nothing here. Only
 * an Up comment of the same tool matters, since then nobody can tell what is to run first.
 */
final class DownPartReader {
    private static final int NONE = -1;

    /** No comment that another tool reads is longer. */
    private static final int LONGEST_COMMENT = 200;

    private final Marker marker;
    private final String tool;
    private final int line;
    private final int column;
    private final int linesBefore;
    private final StringBuilder start = new StringBuilder();
    private int at;
    private int lastLine;
    private int upLine = NONE;
    private boolean empty = true;

    /**
     * Begins behind the comment.
     *
     * @param line of the comment in its text
     * @param column of the comment in its text
     * @param linesBefore how many lines of the file stand before that text
     */
    DownPartReader(Marker marker, String tool, int line, int column, int linesBefore) {
        this.marker = marker;
        this.tool = tool;
        this.line = line;
        this.column = column;
        this.linesBefore = linesBefore;
        this.at = line;
        this.lastLine = line;
    }

    /** Takes the next characters, however the text is cut. */
    void add(CharSequence chars) {
        for (int i = 0; i < chars.length(); i++) {
            char c = chars.charAt(i);
            if (Letters.isLineBreak(c)) {
                endLine();
                at += c == '\n' ? 1 : 0;
            } else if (start.length() < LONGEST_COMMENT && !(start.isEmpty() && Letters.isBlank(c))) {
                start.append(c);
            }
        }
    }

    private void endLine() {
        if (start.isEmpty()) {
            return;
        }
        lastLine = at;
        boolean comment = start.length() > 1 && start.charAt(0) == '-' && start.charAt(1) == '-';
        empty &= comment;
        if (comment && upLine == NONE) {
            Part part = new ToolComment(start.toString()).part();
            upLine = part != null
                            && part.direction() == Direction.UP
                            && part.tool().equals(tool)
                    ? at
                    : NONE;
        }
        start.setLength(0);
    }

    /** The script that ends with the comment, together with what was found when the text is over. */
    Script into(Script script) {
        endLine();
        List<Fault> faults = new ArrayList<>(script.faults());
        Fault fault = fault();
        if (fault != null) {
            faults.add(fault);
        }
        return new Script(
                script.text(),
                script.statements(),
                script.directives(),
                faults,
                script.ignored(),
                script.isFramed(),
                script.outsideMarker(),
                new DownPart(marker.offset(), line, lastLine, empty));
    }

    private @Nullable Fault fault() {
        if (upLine == NONE) {
            return null;
        }
        return new Fault(
                Fault.DOWN_PART,
                "an Up part follows below this Down part, in line " + (linesBefore + upLine),
                "move it above this comment: nothing below it is run",
                marker.offset(),
                marker.offset() + marker.shown().length(),
                line,
                column);
    }
}
