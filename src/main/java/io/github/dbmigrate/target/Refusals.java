package io.github.dbmigrate.target;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import java.util.List;

/** What is said when a goal does not get its database. */
final class Refusals {
    private Refusals() {}

    /** @param foreign variables that are set, but to the address of something else */
    static DiagnosticException noDatabase(TargetRequest request, List<String> foreign) {
        String headline = "no database given";
        Diagnostic problem = Diagnostic.error("no-database", "none of these names a database")
                .note("", "-Ddbmigrate.url, <url> in the pom, " + SettingsServer.shown(request.serverId()));
        if (request.commandLine()) {
            problem = problem.note(
                    "",
                    "DBMIGRATE_URL, MIGRATE_DATABASE_URL, DATABASE_URL_UNPOOLED, POSTGRES_URL_NON_POOLING,\n"
                            + "DATABASE_URL_DIRECT, DIRECT_URL, DATABASE_URL, POSTGRES_URL, PGHOST, PGSERVICE");
        } else {
            problem = problem.note("", "DBMIGRATE_URL")
                    .note("why", "a goal that a pom binds does not read DATABASE_URL, PGHOST or an envFile");
        }
        for (String name : foreign) {
            problem = problem.note("", name + " is set, but it is no address of PostgreSQL");
        }
        problem =
                problem.help("mvn dbmigrate:" + request.goal() + " -Ddbmigrate.url=postgres://postgres@localhost/shop");
        if (request.commandLine()
                && request.envFile() == null
                && !request.unaskedNames().isEmpty()) {
            problem = problem.help(".env has " + String.join(", ", request.unaskedNames())
                    + "; to use it, add -Ddbmigrate.envFile=.env");
        }
        return new DiagnosticException(
                headline, problem.help("to check the files without a database: mvn dbmigrate:validate"));
    }

    static DiagnosticException badAddress(String source, AddressException reason) {
        Diagnostic problem = Diagnostic.error("bad-address", reason.problem()).note("from", source);
        for (String help : reason.help()) {
            problem = problem.help(help);
        }
        return new DiagnosticException("the address cannot be used", problem);
    }

    static DiagnosticException replica(String source, String goal) {
        return badAddress(
                source,
                new AddressException(
                        "the address asks for a read-only server, and " + goal + " writes",
                        "set target_session_attrs=read-write, or leave it out"));
    }

    /** @param commandLine whether ambient variables are read, so that one of them can be recommended */
    static DiagnosticException pooled(String source, Poolers.Pooler pooler, boolean commandLine) {
        String variable = pooler.variable();
        String help = commandLine && variable != null ? "set " + variable + ", or " + pooler.help() : pooler.help();
        String direct = pooler.direct();
        return new DiagnosticException(
                "this address is a pooler",
                Diagnostic.error("pooled-address", pooler.message())
                        .note("from", source)
                        .note("why", pooler.why())
                        .help(direct == null ? help : help + ":\n" + direct)
                        .note("allow", "-Ddbmigrate.pooled=allow"));
    }

    static DiagnosticException secretInPom(TargetRequest.Wanted wanted, String serverId, String user) {
        return new DiagnosticException(
                "a password in the pom",
                Diagnostic.error("secret-in-pom", wanted.pom() + " holds a password")
                        .note(
                                "why",
                                "the pom is in the repository, and mvn -X prints it, also when it says ${env.NAME}")
                        .help("leave the password out, and put it into ~/.m2/settings.xml:\n<server><id>" + serverId
                                + "</id><username>" + user + "</username><password>...</password></server>")
                        .help("or set the variable " + wanted.variable() + " and leave <" + wanted.parameter()
                                + "> out"));
    }

    static DiagnosticException twoDatabases(ServerAssembly direct, ServerAssembly pooled) {
        return new DiagnosticException(
                "two databases are named",
                Diagnostic.error(
                                "two-databases",
                                direct.source() + " and " + pooled.source() + " name different databases")
                        .note("", direct.source() + ": " + shown(direct))
                        .note("", pooled.source() + ": " + shown(pooled))
                        .help("say which one is meant with DBMIGRATE_URL or -Ddbmigrate.url"));
    }

    private static String shown(ServerAssembly server) {
        String host =
                server.hosts().isEmpty() ? "a service" : server.hosts().get(0).toString();
        return server.database() + " on " + host;
    }
}
