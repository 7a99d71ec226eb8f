package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class CountriesTest {
    /** Surefire hands the command line's properties on; an address for psql is made one for the driver. */
    @Test
    void thereAreThreeCountries() throws Exception {
        var address = URI.create(System.getProperty("dbmigrate.url"));
        String[] login = address.getUserInfo().split(":", 2);
        String url = "jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath();
        try (var connection = DriverManager.getConnection(url, login[0], login[1]);
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM countries")) {
            rows.next();
            assertEquals(3, rows.getInt(1));
        }
    }
}
