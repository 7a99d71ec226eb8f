package io.github.dbmigrate.maven;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.target.DotEnv;
import io.github.dbmigrate.target.Secret;
import io.github.dbmigrate.target.SettingsServer;
import io.github.dbmigrate.target.Target;
import io.github.dbmigrate.target.TargetRequest;
import io.github.dbmigrate.target.TargetRequest.Wanted;
import io.github.dbmigrate.target.TargetResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** Collects everything that may name the database: the command line, the pom, settings.xml, files and variables. */
final class Targets {
    private static final String SHADOW_SERVER = "dbmigrate-shadow";
    private static final String DEFAULT_ENV_FILE = ".env";

    private final AbstractDatabaseMojo mojo;

    Targets(AbstractDatabaseMojo mojo) {
        this.mojo = mojo;
    }

    /** The database that is meant, or a {@link DiagnosticException} that says where was looked. */
    Target resolve() {
        String serverId = mojo.given().text("serverId", mojo.serverId);
        TargetRequest request = new TargetRequest(
                mojo.goal(),
                mojo.toolVersion(),
                System.getProperty("user.name", ""),
                mojo.isTyped(),
                mojo.writes(),
                mojo.pooledAllowed(),
                mojo.given().typed("url"),
                mojo.url,
                serverId,
                server(serverId),
                envFile(),
                unaskedNames());
        return TargetResolver.resolve(request, mojo.variables);
    }

    /** The server of the rehearsal, which is looked for where nobody can mean another by it; null when none is named. */
    @Nullable
    Target shadow(@Nullable String pomUrl) {
        String typed = mojo.given().typed(Wanted.SHADOW.parameter());
        SettingsServer server = server(SHADOW_SERVER);
        boolean isGiven = typed != null || pomUrl != null || mojo.variables.get(Wanted.SHADOW.variable()) != null;
        if (!isGiven && (server == null || server.url() == null)) {
            return null;
        }
        TargetRequest request = new TargetRequest(
                Wanted.SHADOW,
                mojo.goal(),
                mojo.toolVersion(),
                System.getProperty("user.name", ""),
                false,
                true,
                mojo.pooledAllowed(),
                typed,
                pomUrl,
                SHADOW_SERVER,
                server,
                null,
                List.of());
        return TargetResolver.resolve(request, mojo.variables);
    }

    private @Nullable SettingsServer server(String id) {
        Server found = mojo.session.getSettings().getServer(id);
        if (found == null) {
            return null;
        }
        SettingsDecryptionResult result =
                mojo.services.decrypter().decrypt(new DefaultSettingsDecryptionRequest(found));
        Server server = result.getServer();
        // Maven 3 silently hands out the encrypted text when it cannot read it; it must never reach a server.
        if (!result.getProblems().isEmpty() || isEncrypted(server.getPassword())) {
            throw new DiagnosticException(
                    "a password cannot be decrypted",
                    Diagnostic.error(
                                    "undecryptable-password",
                                    "the password of <server> \"" + id + "\" in settings.xml cannot be decrypted")
                            .help("check the master password in ~/.m2/settings-security.xml,")
                            .help("then encrypt the password again with  mvn --encrypt-password"));
        }
        String password = server.getPassword();
        return new SettingsServer(
                id,
                server.getUsername(),
                password == null ? null : new Secret(password, "<server> \"" + id + "\" in settings.xml"),
                url(server.getConfiguration()));
    }

    private static boolean isEncrypted(@Nullable String password) {
        return password != null && password.startsWith("{") && password.endsWith("}") && password.length() > 20;
    }

    private static @Nullable String url(@Nullable Object configuration) {
        Xpp3Dom child = configuration instanceof Xpp3Dom dom ? dom.getChild("url") : null;
        return child == null ? null : child.getValue();
    }

    private @Nullable DotEnv envFile() {
        String name = mojo.given().optional("envFile", mojo.envFile);
        if (name == null) {
            return null;
        }
        try {
            return DotEnv.read(name, Files.readString(mojo.baseDirectory().resolve(name)));
        } catch (IOException e) {
            throw new DiagnosticException(
                    "the envFile cannot be read",
                    Diagnostic.error(
                                    "unreadable-env-file",
                                    name + " cannot be read: " + e.getClass().getSimpleName())
                            .help("give its path from " + mojo.baseDirectory()));
        }
    }

    /** A .env file is only mentioned when nothing else names a database. */
    private List<String> unaskedNames() {
        Path file = mojo.baseDirectory().resolve(DEFAULT_ENV_FILE);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return DotEnv.namesIn(Files.readString(file), TargetResolver.addressNames());
        } catch (IOException e) {
            // It was not asked for, so it is no problem that it cannot be read.
            return List.of();
        }
    }
}
