package io.github.dbmigrate.postgres;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.target.Target;

/** What is said when the connection cannot be encrypted as the address wants it. */
final class TlsErrors {
    private TlsErrors() {}

    static Diagnostic none(Target.Server server) {
        String mode = server.parameters().getOrDefault("sslmode", "");
        if (!mode.equals("require") && !mode.startsWith("verify")) {
            return ConnectionErrors.problem(
                            "no-tls",
                            server.shownAddress() + " does not speak TLS, and channel_binding=require wants it",
                            server)
                    .help("switch TLS on at the server, or leave channel_binding out on a trusted network");
        }
        String source = server.tlsSource();
        return ConnectionErrors.problem(
                        "no-tls",
                        server.shownAddress() + " does not speak TLS, and sslmode=" + mode + " wants it",
                        server)
                .note("sslmode", "from " + (source == null ? "the service" : source))
                .help("switch TLS on at the server; on a network that you trust, use sslmode=prefer");
    }

    static Diagnostic failed(Target.Server server) {
        String mode = server.parameters().getOrDefault("sslmode", "");
        Diagnostic diagnostic =
                ConnectionErrors.problem("tls-failed", "TLS with " + server.shownAddress() + " failed", server);
        return mode.startsWith("verify")
                ? diagnostic.help("sslmode=" + mode + " checks the certificate: name its authority's file with\n"
                        + "sslrootcert=..., or use this machine's trusted ones with sslrootcert=system")
                : diagnostic.help("sslcert, sslkey and sslrootcert name the files that are used");
    }
}
