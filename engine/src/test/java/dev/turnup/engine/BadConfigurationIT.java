package dev.turnup.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A start that cannot be ends with one line that says what to do. */
class BadConfigurationIT {

  private static final List<String> OUTSIDE_SYSTEMS =
      Stream.of("network", "inventory", "billing", "workforce", "messaging")
          .map(system -> "--connectors." + system + ".base-url=http://localhost:1")
          .toList();

  @TempDir private Path home;

  @Test
  void unknownSettings() {
    refuses(
        List.of("--turnup.admn.password=x", "--connectors.network.bse-url=x"),
        "there is no setting turnup.admn.password",
        "connectors.network.bse-url");
  }

  @Test
  void aMissingAddress() {
    refuses(
        List.of("--turnup.sandbox=false", "--connectors.network.base-url=http://localhost:1"),
        "connectors.inventory.base-url, connectors.billing.base-url",
        "--turnup.sandbox=true");
  }

  @Test
  void aWordWhereANumberBelongs() {
    refuses(List.of("--server.port=x"), "the setting server.port cannot be", "Integer");
  }

  @Test
  void aDatabaseThatIsNotThere() {
    refuses(
        List.of("--turnup.sandbox=true", "--spring.datasource.url=jdbc:postgresql://localhost:1/x"),
        "the database jdbc:postgresql://localhost:1/x cannot be used",
        "spring.datasource.url");
  }

  @Test
  void aMissingPasswordOfTheFirstAdministrator() {
    refuses(real(TestDatabase.empty()), "turnup.admin.password");
  }

  @Test
  void aDatabaseThatIsMarkedOtherwise() {
    String database = TestDatabase.empty();
    JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(database));
    jdbc.execute("create schema turnup");
    jdbc.execute("create table turnup.installation as select true as sandbox");

    refuses(real(database), "belongs to a sandbox", "--turnup.sandbox=true");
  }

  private static List<String> real(String database) {
    return Stream.concat(
            Stream.of("--turnup.sandbox=false", "--spring.datasource.url=" + database),
            OUTSIDE_SYSTEMS.stream())
        .toList();
  }

  private void refuses(List<String> settings, String... parts) {
    try (TurnupProcess turnup = TurnupProcess.start(home, settings.toArray(String[]::new))) {
      turnup.awaitRefused(parts);
    }
  }
}
