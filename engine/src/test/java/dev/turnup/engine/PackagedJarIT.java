package dev.turnup.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What a newcomer starts for the first time: the packaged jar with its own PostgreSQL. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackagedJarIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path home;

  private static TurnupProcess turnup;

  @AfterAll
  static void leaveNothingRunning() {
    turnup.close();
  }

  @Test
  @Order(1)
  void startsOnAnEmptyDirectoryWithinItsTime() {
    turnup = start();
    turnup.awaitStarted();

    assertThat(turnup.worked()).isLessThan(Duration.ofSeconds(30));
    assertThat(turnup.log())
        .containsOnlyOnce("sandbox logins, password = name: crm, orderdesk, planner")
        .doesNotContain("ERROR");
  }

  @Test
  @Order(2)
  void hasDeployedEveryModelAndForm() throws IOException {
    JsonNode models = JSON.readTree(turnup.as("operator").get("/operations/models").body());

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
    assertThat(EmbeddedDirectory.setting(home, "fsync")).isEqualTo("on");
    assertThat(EmbeddedDirectory.setting(home, "synchronous_commit")).isEqualTo("on");
    assertThat(EmbeddedDirectory.setting(home, "full_page_writes")).isEqualTo("on");
  }

  @Test
  @Order(4)
  void letsNobodyElseUseItsDirectory() {
    try (TurnupProcess second = start()) {
      second.awaitRefused("no PostgreSQL could be started in", "--turnup.data-directory=");
    }
  }

  private static TurnupProcess start() {
    return TurnupProcess.startJar(TurnupProcess.JAR, FreePorts.find(1).get(0), home);
  }

  private static int bundled(String place) throws IOException {
    return new PathMatchingResourcePatternResolver().getResources("classpath*:" + place).length;
  }
}
