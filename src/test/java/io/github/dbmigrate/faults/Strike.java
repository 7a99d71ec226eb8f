package io.github.dbmigrate.faults;

import io.github.dbmigrate.testing.CountingProxy.Cut;
import io.github.dbmigrate.testing.Stop.Message;
import io.github.dbmigrate.testing.Stop.Side;
import org.jspecify.annotations.Nullable;

/** What goes wrong. */
enum Strike {
    /** The message that was held still arrives: it had left the client. */
    CLIENT_KILLED("client killed (kill -9)") {
        @Override
        void hit(Struck run) {
            run.killClient();
        }
    },
    CONNECTION_CUT("connection cut") {
        @Override
        void hit(Struck run) {
            run.proxy().cutNow();
        }
    },
    /** The server keeps the session, and with it the lock, until something tells it that nobody is there any more. */
    CLIENT_END_CUT("cut, server not told") {
        @Override
        void hit(Struck run) {
            run.proxy().cutNow(Side.CLIENT);
        }
    },
    /** The client waits for an answer that will never come. */
    SERVER_END_CUT("cut, client not told") {
        @Override
        void hit(Struck run) {
            run.proxy().cutNow(Side.SERVER);
        }
    },
    HALF_A_MESSAGE("cut half-way through a query or data", Cut.HALF_WAY) {
        @Override
        boolean appliesTo(Message message) {
            return super.appliesTo(message) || message.isCopyData();
        }
    },
    ANSWER_LOST("cut between COMMIT and its answer", Cut.BEFORE_ITS_ANSWER),
    BACKEND_TERMINATED("backend terminated") {
        @Override
        void hit(Struck run) throws Exception {
            run.terminateBackend();
        }

        @Override
        boolean appliesTo(Message message) {
            return !message.startingUp();
        }
    },
    BACKEND_KILLED("backend killed (kill -9), recovery") {
        @Override
        void hit(Struck run) throws Exception {
            run.killBackend();
        }

        @Override
        boolean appliesTo(Message message) {
            return !message.startingUp();
        }

        @Override
        boolean isSlow() {
            return true;
        }
    },
    SERVER_RESTARTED("server restarted, immediate mode") {
        @Override
        void hit(Struck run) throws Exception {
            run.restartServer();
        }

        @Override
        boolean appliesTo(Message message) {
            return !message.startingUp();
        }

        @Override
        boolean isSlow() {
            return true;
        }
    };

    private final String shown;
    private final @Nullable Cut cut;

    Strike(String shown) {
        this(shown, null);
    }

    Strike(String shown, @Nullable Cut cut) {
        this.shown = shown;
        this.cut = cut;
    }

    /** Does it, while the run is held. */
    void hit(Struck run) throws Exception {
        throw new IllegalStateException("the proxy itself does this at the message");
    }

    /** How the proxy itself breaks a query; null when the test does something while everything is held. */
    @Nullable
    Cut cut() {
        return cut;
    }

    /** Whether it makes sense in that moment: a server process is known after the start-up only. */
    boolean appliesTo(Message message) {
        return cut == null || (message.isQuery() && !message.startingUp());
    }

    /** Whether the server needs a second to come back. */
    boolean isSlow() {
        return false;
    }

    String shown() {
        return shown;
    }
}
