package io.github.dbmigrate.script;

import java.util.List;
import java.util.function.Function;

/** A file with {@code -- dbmigrate: batch}: one statement that can be cut into batches, or why it cannot. */
public sealed interface BatchFile {

    /** Reads the script, which must have the directive. */
    static BatchFile of(Script script) {
        try {
            List<Directive> directives = script.directives().stream()
                    .filter(directive -> directive.word().equals(Directive.BATCH))
                    .toList();
            BatchWish wish = BatchWish.of(script, directives.get(0));
            if (directives.size() > 1) {
                throw new BatchRefusedException(BatchFaults.directive(
                        script, directives.get(1), "batch is there twice", "keep one of the two lines"));
            }
            return new Accepted(wish, new BatchParser(script, directives.get(0)).read());
        } catch (BatchRefusedException e) {
            return new Refused(e.fault());
        }
    }

    <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused);

    /** It can be cut, as far as its text tells. */
    record Accepted(BatchWish wish, BatchShape shape) implements BatchFile {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return accepted.apply(this);
        }
    }

    /** It cannot. */
    record Refused(Fault fault) implements BatchFile {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
