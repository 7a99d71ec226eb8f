package io.github.dbmigrate.maven;

import javax.inject.Inject;
import javax.inject.Named;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** The parts of Maven that the goals use. */
@Named
final class MavenServices {
    private final RepositorySystem repositories;
    private final SettingsDecrypter decrypter;

    @Inject
    MavenServices(RepositorySystem repositories, SettingsDecrypter decrypter) {
        this.repositories = repositories;
        this.decrypter = decrypter;
    }

    RepositorySystem repositories() {
        return repositories;
    }

    SettingsDecrypter decrypter() {
        return decrypter;
    }
}
