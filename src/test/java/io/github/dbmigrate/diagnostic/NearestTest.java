package io.github.dbmigrate.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KNOWN = List.of("url", "dryRun", "directory", "lockTimeout", "allow");

    @Test
    void aSlipOfTheFingerIsForgiven() {
        assertThat(Nearest.to("dryrun", KNOWN)).hasValue("dryRun");
        assertThat(Nearest.to("drRun", KNOWN)).hasValue("dryRun");
        assertThat(Nearest.to("dirctory", KNOWN)).hasValue("directory");
        assertThat(Nearest.to("lockTimeuot", KNOWN)).hasValue("lockTimeout");
        assertThat(Nearest.to("ulr", KNOWN)).hasValue("url");
    }

    @Test
    void anotherWordIsNotTheNearest() {
        assertThat(Nearest.to("password", KNOWN)).isEmpty();
        assertThat(Nearest.to("x", KNOWN)).isEmpty();
        assertThat(Nearest.to("", KNOWN)).isEmpty();
    }

    @Test
    void theNearerOfTwoWins() {
        assertThat(Nearest.to("allw", List.of("alliance", "allow", "wall"))).hasValue("allow");
        assertThat(Nearest.to("bat", List.of("cat", "rat"))).hasValue("cat");
    }
}
