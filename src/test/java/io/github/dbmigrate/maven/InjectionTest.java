package io.github.dbmigrate.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;

/** What only a real container shows: that it finds the goal, and Maven's services for it. */
@MojoTest
class InjectionTest {

    @Test
    @InjectMojo(goal = "migrate")
    void aGoalGetsMavensServices(MigrateMojo mojo) {
        assertThat(mojo.services.repositories()).isNotNull();
        assertThat(mojo.services.decrypter()).isNotNull();
        assertThat(mojo.table).isEqualTo("schema_migrations");
    }
}
