package io.github.dbmigrate.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;

class ParametersTest {

    @Test
    void everyPropertyOfTheDriverIsKnownAndNoOther() {
        Set<String> known = new TreeSet<>(Parameters.OF_DRIVER);
        known.addAll(Parameters.LOCATION_OF_DRIVER.keySet());
        known.addAll(Set.of(Parameters.USER, Parameters.PASSWORD, Parameters.SERVICE));
        Set<String> ofDriver = new TreeSet<>();
        Arrays.stream(PGProperty.values()).map(PGProperty::getName).forEach(ofDriver::add);
        assertThat(known).isEqualTo(ofDriver);
    }

    @Test
    void whatIsTranslatedIsTranslatedToAPropertyOfTheDriver() {
        assertThat(Parameters.OF_DRIVER).containsAll(Parameters.DRIVER_NAME.values());
        assertThat(Parameters.OF_DRIVER).containsAll(Parameters.FIXED.keySet());
    }
}
