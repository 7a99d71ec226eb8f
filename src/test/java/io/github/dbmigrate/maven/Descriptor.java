package io.github.dbmigrate.maven;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.codehaus.plexus.configuration.PlexusConfigurationException;

/** What the build has written about the goals: {@code META-INF/maven/plugin.xml}, as Maven reads it. */
final class Descriptor {
    private Descriptor() {}

    static PluginDescriptor plugin() {
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(
                        Descriptor.class.getResourceAsStream("/META-INF/maven/plugin.xml"),
                        "no plugin.xml: run mvn process-classes"),
                StandardCharsets.UTF_8)) {
            return new PluginDescriptorBuilder().build(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PlexusConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All goals but Maven's own {@code help}. */
    static List<MojoDescriptor> goals() {
        return plugin().getMojos().stream()
                .filter(mojo -> !mojo.getGoal().equals("help"))
                .toList();
    }

    /** What a user can set. */
    static List<Parameter> parameters(MojoDescriptor mojo) {
        return mojo.getParameters().stream().filter(Parameter::isEditable).toList();
    }
}
