package io.github.dbmigrate.postgres;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.target.Secret;
import io.github.dbmigrate.target.Target;

/** What is said of a password that is wrong or missing. */
final class PasswordErrors {
    private PasswordErrors() {}

    /** A wrong password is described, never shown: where it came from, how long it is, how it ends. */
    static Diagnostic wrong(Target.Server server) {
        Diagnostic diagnostic =
                ConnectionErrors.problem("wrong-password", "wrong password for user \"" + server.user() + "\"", server);
        Secret password = server.password();
        if (password == null) {
            return diagnostic.note("password", "from PGPASSFILE or ~/.pgpass");
        }
        String value = password.value();
        int length = value.codePointCount(0, value.length());
        diagnostic = diagnostic.note(
                "password",
                "from " + password.source() + ", " + length + (length == 1 ? " character" : " characters")
                        + (password.endsInLineBreak() ? ", ends in a line break" : ""));
        if (password.endsInLineBreak()) {
            return diagnostic.help("store it without the line break:  printf %s  instead of  echo");
        }
        if (!value.strip().equals(value)) {
            return diagnostic.help("it begins or ends with a blank");
        }
        if (value.contains("X-Amz-Expires=")) {
            return diagnostic.help("it is an IAM token, which lives for minutes: fetch it right before this command");
        }
        return ProviderHints.addUser(diagnostic, server);
    }

    static Diagnostic missing(Target.Server server) {
        return ConnectionErrors.problem(
                        "no-password",
                        server.shownAddress() + " wants a password for user \"" + server.user() + "\"",
                        server)
                .note("looked in", String.join(",\n", server.passwordPlaces()))
                .help("set PGPASSWORD, or write the password into ~/.pgpass");
    }
}
