package io.github.dbmigrate.faults;

import io.github.dbmigrate.testing.Stop.Message;

/** When a run is struck. */
sealed interface Moment {

    /** When a message is about to be passed on. */
    record AtMessage(Message message, int clientMessages) implements Moment {
        @Override
        public String toString() {
            return "at message " + message;
        }
    }

    /** When the server is in the middle of a migration's block. */
    record InBlock(Place place, String version) implements Moment {
        @Override
        public String toString() {
            return "at " + place + " of " + version;
        }
    }

    /** Where the server is held, by a trigger that waits for a lock of the test's. */
    enum Place {
        /** A statement of the file. */
        STATEMENT,
        /** The history row. */
        HISTORY_ROW,
        /** COMMIT, in which deferred triggers run. */
        COMMIT
    }
}
