package io.github.dbmigrate.script;

import io.github.dbmigrate.diagnostic.Nearest;
import io.github.dbmigrate.script.ToolComment.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the tokens of a {@link Scanner} into statements, by the rules with which psql decides what to send: a semicolon
 * ends a statement outside parentheses and BEGIN ATOMIC bodies, the lines below a COPY FROM STDIN are data, a backslash
 * begins a command of psql's own.
 */
final class Lexer {
    private final String text;
    private final Before before;
    private final Direction direction;
    private final Scanner scanner;
    private final Lines lines;
    private final Unclosed unclosed;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Directive> directives = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Range> ignored = new ArrayList<>();
    private @Nullable OpenStatement open;
    private @Nullable Marker outside;

    /** What is passed over when a part has begun that undoes the rest. */
    private @Nullable DownPartReader below;

    /** Whether the rows of a COPY are somebody else's to read, so that it is the last statement. */
    private boolean leavesData;

    /** Where nothing was open the last time: what stands before it is complete, however the text goes on. */
    private int boundary;

    /** Whether the text goes on behind its end. */
    private boolean goesOn;

    private boolean stopped;
    private boolean copied;

    Lexer(String text, Before before, Direction direction) {
        this.text = text;
        this.before = before;
        this.direction = direction;
        this.scanner = new Scanner(text);
        this.lines = new Lines(text);
        this.unclosed = new Unclosed(text, lines);
        scanner.standardStrings(before.standardStrings());
    }

    Script read() {
        readTokens();
        boolean framed = takeOverTransaction();
        Script script = new Script(text, statements, directives, faults, ignored, framed, outside, null);
        return below == null ? script : below.into(script);
    }

    /**
     * Reads as much as is certain.
     *
     * @param atEnd whether the text does not go on
     * @param longest to complain when nothing is complete although there is so much of it; 0 never to complain
     */
    Stretch readStretch(boolean atEnd, int longest) {
        leavesData = true;
        goesOn = !atEnd;
        readTokens();
        int end = below != null || (atEnd && !stopped) ? text.length() : boundary;
        if (end == 0 && longest > 0) {
            return tooLong(longest);
        }
        directives.removeIf(directive -> directive.offset() >= end);
        faults.removeIf(fault -> goesOn && fault.offset() >= end);
        ignored.removeIf(range -> range.offset() >= end);
        Marker marker = outside != null && outside.offset() < end ? outside : null;
        Script script =
                new Script(text.substring(0, end), statements, directives, faults, ignored, false, marker, null);
        return new Stretch(script, end, scanner.standardStrings(), copied, below);
    }

    private Stretch tooLong(int longest) {
        faults.clear();
        int from = open == null ? 0 : open.offset();
        fault(
                "too-long",
                "a statement has more than " + longest + " characters, which is all that is held",
                "is a quote left open here? else give Maven more memory, for example  MAVEN_OPTS=-Xmx1g",
                from,
                Math.min(endOfLine(from), text.length()));
        Script script = new Script(text, List.of(), List.of(), faults, List.of(), false, null, null);
        return new Stretch(script, 0, true, false, null);
    }

    /** What is open at the end is a fault if the text does not go on. */
    private void readTokens() {
        boolean leftOpen = false;
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            switch (token) {
                case LINE_COMMENT -> comment();
                case BLOCK_COMMENT -> {}
                case BACKSLASH -> backslash();
                case SEMICOLON -> semicolon();
                default -> take(token);
            }
            if (stopped) {
                return;
            }
            if (!scanner.closed()) {
                leftOpen = true;
                if (!goesOn) {
                    faults.add(unclosed.token(token, scanner));
                }
            } else if (open == null && (!takesLine(token) || scanner.end() < text.length())) {
                boundary = behindBlanks(scanner.end());
            }
        }
        if (open != null && !goesOn) {
            if (!leftOpen) {
                unclosed.statement(open).ifPresent(faults::add);
            }
            finish(open);
        }
    }

    /** It may be longer than what is there of it. */
    private static boolean takesLine(Token token) {
        return token == Token.LINE_COMMENT || token == Token.BACKSLASH;
    }

    /** The next line, if nothing but blanks is in between: pieces that begin with a line are easier on the reader. */
    private int behindBlanks(int offset) {
        int end = offset;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return end < text.length() && text.charAt(end) == '\n' ? end + 1 : offset;
    }

    /** Takes the BEGIN and COMMIT whose place ours take out of the statements; true when they stood around all of them. */
    private boolean takeOverTransaction() {
        TakenOver ours = TakenOver.of(statements);
        ours.ends().forEach(end -> ignored.add(new Range(end.offset(), end.end())));
        statements.removeAll(ours.ends());
        return ours.aroundTheFile();
    }

    private void take(Token token) {
        if (open == null) {
            open = new OpenStatement(scanner.start(), lines);
        }
        open.take(token, scanner);
        if (token == Token.STRING) {
            unclosed.passed(scanner);
        }
    }

    private void semicolon() {
        if (open == null) {
            return;
        }
        if (open.endsHere()) {
            finish(open);
        } else {
            open.take(Token.SEMICOLON, scanner);
        }
    }

    private void finish(OpenStatement statement) {
        open = null;
        Boolean strings = statement.standardStrings(text);
        boolean changes = strings != null && strings != scanner.standardStrings();
        if (changes) {
            scanner.standardStrings(!scanner.standardStrings());
        }
        if (!statement.copiesFromStdin()) {
            statements.add(statement.statement(null, changes));
        } else if (below != null) {
            statements.add(statement.statement(new Range(statement.end(), statement.end()), changes));
        } else if (leavesData) {
            leaveData(statement, changes);
        } else {
            statements.add(statement.statement(copyData(), changes));
        }
    }

    /** The statement is complete with the line it ends on. */
    private void leaveData(OpenStatement statement, boolean changes) {
        stopped = true;
        if (goesOn && endOfLine(scanner.end()) == text.length()) {
            return;
        }
        int start = Math.min(checkBehindCopy() + 1, text.length());
        copied = true;
        statements.add(statement.statement(new Range(start, start), changes));
        boundary = start;
    }

    /** The data of a COPY is on the lines after the one with its semicolon, up to a line {@code \.} or the end of the file. */
    private Range copyData() {
        int lineEnd = checkBehindCopy();
        int start = Math.min(lineEnd + 1, text.length());
        int line = start;
        while (line < text.length()) {
            int end = endOfLine(line);
            if (isEndOfData(line, end)) {
                ignored.add(new Range(line, end));
                scanner.moveTo(end);
                return new Range(start, line);
            }
            line = Math.min(end + 1, text.length());
        }
        scanner.moveTo(text.length());
        return new Range(start, text.length());
    }

    /** Returns the end of the line on which the COPY ends. */
    private int checkBehindCopy() {
        int lineEnd = endOfLine(scanner.end());
        int rest = scanner.end();
        while (rest < lineEnd && Character.isWhitespace(text.charAt(rest))) {
            rest++;
        }
        if (rest < lineEnd && !text.startsWith("--", rest)) {
            fault(
                    "text-after-copy",
                    "nothing may follow COPY ... FROM STDIN on its line",
                    "its data begins on the next line; move this below the \\. that ends the data",
                    rest,
                    lineEnd);
        }
        return lineEnd;
    }

    private boolean isEndOfData(int line, int end) {
        int length = end - line;
        return text.startsWith("\\.", line) && (length == 2 || (length == 3 && text.charAt(line + 2) == '\r'));
    }

    private void backslash() {
        int start = scanner.start();
        PsqlCommand command = PsqlCommand.at(text, start);
        int end = start + command.length();
        int behind = command.takesLine() ? endOfLine(start) : end;
        if (open == null && command.isHarmless(text.substring(end, endOfLine(start)))) {
            ignored.add(new Range(start, behind));
        } else {
            fault("psql-command", command.message(), command.help(), start, end);
        }
        scanner.moveTo(behind);
    }

    /** In a BEGIN ATOMIC body a comment is part of the function, as it is between dollar quotes. */
    private void comment() {
        if (open != null && open.inAtomicBody()) {
            return;
        }
        int offset = scanner.start();
        String comment = scanner.text();
        Directive directive = Directive.parse(comment, offset, lines.at(offset).line());
        if (directive == null) {
            otherTools(comment, offset);
            return;
        }
        if (Directive.WORDS.contains(directive.word())) {
            directives.add(directive);
            return;
        }
        String message = directive.word().isEmpty()
                ? "a directive needs a colon and a word"
                : "there is no directive \"" + directive.word() + "\"";
        String help = Nearest.to(directive.word().isEmpty() ? directive.argument() : directive.word(), Directive.WORDS)
                .map(word -> "did you mean  -- dbmigrate: " + word + " ?")
                .orElse("the directives are " + String.join(", ", Directive.WORDS));
        fault("unknown-directive", message, help, offset, scanner.end());
    }

    private void otherTools(String comment, int offset) {
        if (!isAloneOnItsLine(offset)) {
            return;
        }
        ToolComment read = new ToolComment(comment);
        Part part = read.part();
        if (outside == null && read.asksForNoTransaction(offset == 0 && before.isBeginOfFile())) {
            outside = new Marker(comment.strip(), offset);
        } else if (part != null && part.direction() == Direction.DOWN) {
            downPart(part, new Marker(comment.strip(), offset));
        }
    }

    /** What is open ends where the file ends for us. */
    private void downPart(Part part, Marker marker) {
        if (goesOn && scanner.end() == text.length()) {
            // It may be longer than what is there of it.
            return;
        }
        if (direction == Direction.DOWN) {
            checkNothingAbove(marker);
            return;
        }
        lines.at(marker.offset());
        below = new DownPartReader(marker, part.tool(), lines.line(), lines.column(), before.line() - 1);
        below.add(text.substring(scanner.end()));
        ignored.add(new Range(marker.offset(), text.length()));
        goesOn = false;
        scanner.moveTo(text.length());
    }

    private boolean isAloneOnItsLine(int offset) {
        int at = offset - 1;
        while (at >= 0 && Letters.isBlank(text.charAt(at)) && !Letters.isLineBreak(text.charAt(at))) {
            at--;
        }
        return at < 0 ? before.isBeginOfLine() : Letters.isLineBreak(text.charAt(at));
    }

    /** Nothing but a comment stands above the part that undoes in a file that only undoes. */
    private void checkNothingAbove(Marker marker) {
        if (before.statements() > 0 || !statements.isEmpty() || open != null) {
            fault(
                    Fault.DOWN_PART,
                    "what stands below this comment would undo what stands above it",
                    "take out what stands above it: this is a file that only undoes",
                    marker.offset(),
                    marker.offset() + marker.shown().length());
        }
    }

    private void fault(String id, String message, String help, int offset, int end) {
        lines.at(offset);
        faults.add(new Fault(id, message, help, offset, end, lines.line(), lines.column()));
    }

    private int endOfLine(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end;
    }
}
