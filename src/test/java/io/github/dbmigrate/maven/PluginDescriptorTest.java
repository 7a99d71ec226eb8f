package io.github.dbmigrate.maven;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual of the goals: {@code mvn dbmigrate:help} and every IDE read it from the plugin's descriptor. */
class PluginDescriptorTest {
    /** A value expression would let Maven print a typed password with -X; the other is a list of its own properties. */
    private static final Set<String> WITHOUT_PROPERTY = Set.of("url", "placeholders", "rules", "shadowUrl");

    @Test
    void theGoalsAreCalledByTheirPrefix() {
        PluginDescriptor plugin = Descriptor.plugin();
        assertThat(plugin.getGoalPrefix()).isEqualTo("dbmigrate");
        assertThat(plugin.getMojos())
                .extracting(MojoDescriptor::getGoal)
                .containsExactlyInAnyOrder("accept", "help", "migrate", "status", "validate");
    }

    @ParameterizedTest
    @MethodSource("goals")
    void aGoalRunsInAnyFolderAndBesideOthers(MojoDescriptor goal) {
        assertThat(goal.isThreadSafe()).isTrue();
        assertThat(goal.isProjectRequired()).isFalse();
        assertThat(goal.isOnlineRequired()).isFalse();
        assertThat(goal.getDependencyResolutionRequired()).isNull();
        assertThat(goal.getDescription()).isNotBlank();
    }

    @Test
    void onlyWhatCanBeBoundSafelyHasAPhase() {
        assertThat(Descriptor.goals())
                .filteredOn(goal -> goal.getPhase() != null)
                .extracting(goal -> goal.getGoal() + " " + goal.getPhase())
                .containsExactlyInAnyOrder("migrate pre-integration-test", "validate verify");
    }

    @ParameterizedTest
    @MethodSource("goals")
    void everyParameterIsExplainedByAnExample(MojoDescriptor goal) {
        assertThat(Descriptor.parameters(goal))
                .filteredOn(parameter -> !parameter.getName().equals("url"))
                .allSatisfy(parameter -> assertThat(parameter.getDescription())
                        .as(parameter.getName())
                        .containsIgnoringCase("for example"));
        assertThat(Descriptor.parameters(goal))
                .filteredOn(parameter -> parameter.getName().equals("url"))
                .allSatisfy(url -> assertThat(url.getDescription())
                        .contains("postgres://", "jdbc:postgresql://", "embedded:17", "-Ddbmigrate.url="));
    }

    @ParameterizedTest
    @MethodSource("goals")
    void everyParameterHasItsProperty(MojoDescriptor goal) {
        assertThat(Descriptor.parameters(goal)).allSatisfy(parameter -> {
            String own = parameter.getName().startsWith("skip")
                            && !parameter.getName().equals("skip")
                    ? goal.getGoal() + ".skip"
                    : parameter.getName();
            String property = WITHOUT_PROPERTY.contains(own) ? null : "${dbmigrate." + own + "}";
            assertThat(parameter.getExpression()).isEqualTo(property);
        });
    }

    @Test
    void aParameterThatCanBeSetIsNoAccident() throws IOException {
        String all = Descriptor.goals().stream()
                .map(goal -> goal.getGoal() + "\n"
                        + Descriptor.parameters(goal).stream()
                                .map(PluginDescriptorTest::line)
                                .sorted()
                                .collect(joining()))
                .sorted()
                .collect(joining());
        assertThat(all).isEqualTo(resource("/plugin-parameters.txt"));
    }

    @Test
    void anIdeRunsNoGoal() throws IOException {
        String metadata = resource("/META-INF/m2e/lifecycle-mapping-metadata.xml");
        List<String> ignored = metadata.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("<goal>"))
                .map(line -> line.replaceAll("</?goal>", ""))
                .toList();
        assertThat(ignored)
                .containsExactlyElementsOf(Descriptor.goals().stream()
                        .map(MojoDescriptor::getGoal)
                        .sorted()
                        .toList());
        assertThat(metadata).contains("<ignore/>").doesNotContain("<execute");
    }

    static Stream<MojoDescriptor> goals() {
        return Descriptor.goals().stream();
    }

    private static String line(Parameter parameter) {
        return "    " + parameter.getName()
                + (parameter.getDefaultValue() == null ? "" : " = " + parameter.getDefaultValue()) + "\n";
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PluginDescriptorTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
