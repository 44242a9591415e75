package dev.turnup.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What a newcomer starts: the packaged jar with its own PostgreSQL. One life, from first start to
 * last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackagedJarIT {

  @TempDir private static Path home;

  private static TurnupProcess turnup;

  @AfterAll
  static void leaveNothingRunning() {
    turnup.close();
  }

  @Test
  @Order(1)
  void startsOnAnEmptyDirectoryWithinItsTime() {
    long begin = System.nanoTime();
    turnup = TurnupProcess.start(home);
    turnup.awaitStarted();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(25));
    assertThat(turnup.log())
        .containsOnlyOnce("sandbox logins, password = name: crm, orderdesk, planner")
        .doesNotContain("ERROR");
  }

  @Test
  @Order(2)
  void hasDeployedEveryModelAndForm() throws IOException {
    JsonNode models =
        new ObjectMapper().readTree(turnup.as("operator").get("/operations/models").body());

    assertThat(models)
        .hasSize(bundled("processes/*.bpmn") + bundled("decisions/*.dmn") + bundled("forms/*.form"))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            model -> {
              assertThat(model.path("bundledActive").asBoolean()).isTrue();
              assertThat(model.path("active").path("number").asInt()).isEqualTo(1);
            });
  }

  @Test
  @Order(3)
  void keepsWhatItHasAnswered() throws IOException, SQLException {
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("full_page_writes")).isEqualTo("on");
  }

  @Test
  @Order(4)
  void letsNobodyElseUseItsDirectory() {
    try (TurnupProcess second = TurnupProcess.start(home)) {
      assertThat(second.awaitExit(Duration.ofMinutes(3))).isNotZero();
      assertThat(second.lastLine())
          .startsWith("Turnup did not start: no PostgreSQL could be started in")
          .contains("--turnup.data-directory=");
    }
  }

  @Test
  @Order(5)
  void goesOnAfterACrashWithTheDatabaseThatWasLeftRunning() throws IOException, SQLException {
    turnup.kill();
    assertThat(setting("fsync")).as("an orphan that still serves").isEqualTo("on");

    turnup = TurnupProcess.start(home).awaitStarted();

    assertThat(turnup.as("operator").get("/operations/models").body())
        .contains("\"number\":1")
        .doesNotContain("\"number\":2");
  }

  @Test
  @Order(6)
  void stopsWithItsDatabaseWhenAsked() {
    turnup.stop();
    turnup.awaitExit(Duration.ofSeconds(20));

    assertThat(home.resolve("turnup-data/postmaster.pid")).doesNotExist();
    assertThat(turnup.log()).doesNotContain("Exception");
  }

  private static int bundled(String place) throws IOException {
    return new PathMatchingResourcePatternResolver().getResources("classpath*:" + place).length;
  }

  private static String setting(String name) throws IOException, SQLException {
    List<String> note = Files.readAllLines(home.resolve("turnup-data/postmaster.pid"));
    String url =
        "jdbc:postgresql://localhost:%s/postgres?user=postgres".formatted(note.get(3).strip());
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show " + name)) {
      result.next();
      return result.getString(1);
    }
  }
}
