package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class KpisTest extends TurnupTest {

  private static final String KPIS = "/operations/kpis";
  private static final String PROMETHEUS = "/actuator/prometheus";

  @Autowired private ProducerTemplate camel;

  @BeforeEach
  void count() {
    camel.sendBody("direct:count-orders", "");
  }

  @Test
  void tellsStaffEveryNumberWithWhatIsWantedOfIt() {
    JsonNode told = json(as("planner").get(KPIS).body());

    assertThat(told.path("kpis").findValuesAsText("kpi"))
        .contains(
            "first-time-right",
            "fallout-rate",
            "touch-time",
            "mean-time-to-resolve",
            "ageing",
            "orders-in-jeopardy");
    JsonNode right = told.path("kpis").get(0);
    assertThat(right.path("target").asInt()).isEqualTo(95);
    assertThat(right.path("lowerLimit").asInt()).isEqualTo(90);
    assertThat(right.path("unit").asText()).isEqualTo("percent");
    assertThat(right.path("window").asText())
        .isEqualTo(told.path("from").asText() + "/" + told.path("to").asText());
    assertThat(right.path("state").asText()).isIn("good", "beyond-limit", "nothing-counted");
    assertThat(json(as("planner").get(KPIS).body()))
        .as("until it is counted again")
        .isEqualTo(told);
  }

  @Test
  void countsWhatIsAskedForAtOnce() {
    JsonNode told = json(as("planner").get(KPIS + "?tier=unheard-of&offering=none").body());

    assertThat(told.path("tier").asText()).isEqualTo("unheard-of");
    assertThat(told.path("kpis").get(0).path("state").asText()).isEqualTo("nothing-counted");
    assertThat(told.path("kpis").get(0).has("value")).isFalse();
    assertThat(as("planner").get(KPIS + "?from=2026-01-01&to=2026-01-01").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=yesterday",
        "from=2026-02-30",
        "from=9999-01-01",
        "from=2199-01-01",
        "from=2026-02-02&to=2026-02-01",
        "from=2020-01-01&to=2026-01-01",
        "tier=a%00b"
      })
  void refusesWhatCannotBeCounted(String query) {
    HttpResponse<String> answer = as("planner").get(KPIS + "?" + query);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer.body()).path("code").asText()).isEqualTo("invalid-criterion");
  }

  @Test
  void drawsThemOnAPageThatLoadsNothing() {
    HttpResponse<String> page =
        as("planner").send("GET", KPIS + "?tier=%3Cb%3E", "", "Accept", "text/html,*/*");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(page.body())
        .contains("First time right", "target 95, at least 90 %", "nothing counted", "&lt;b&gt;")
        .doesNotContain("<script", "src=", "<b>");
  }

  @Test
  void showsThemToAMonitorAndToNobodyElse() {
    assertThat(anonymous().get(PROMETHEUS).statusCode()).isEqualTo(401);
    assertThat(as("planner").get(PROMETHEUS).statusCode()).isEqualTo(403);
    assertThat(as("crm").get(KPIS).statusCode()).isEqualTo(403);

    List<String> lines = as("operator").get(PROMETHEUS).body().lines().toList();

    assertThat(value(lines, "turnup_kpi_target{kpi=\"first-time-right\",unit=\"percent\"}"))
        .isEqualTo(95);
    assertThat(value(lines, "turnup_kpi_lower_limit{kpi=\"first-time-right\",unit=\"percent\"}"))
        .isEqualTo(90);
    assertThat(value(lines, "turnup_kpi_beyond_limit{kpi=\"touch-time\",unit=\"minutes\"}"))
        .isBetween(0.0, 1.0);
    assertThat(value(lines, "turnup_kpi_counted_at_seconds"))
        .isCloseTo(
            Instant.parse(json(as("planner").get(KPIS).body()).path("countedAt").asText())
                .getEpochSecond(),
            within(1.0));
    assertThat(lines)
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"))
        .anyMatch(line -> line.startsWith("hikaricp_connections_active"))
        .anyMatch(line -> line.startsWith("camel_exchanges_total"))
        .anyMatch(line -> line.startsWith("http_server_requests_seconds_count"))
        .noneMatch(line -> line.startsWith("spring_security_"));
    assertThat(lines.stream().filter(line -> line.startsWith("turnup_fallouts{")).count())
        .isLessThanOrEqualTo(21);
    assertThat(lines).noneMatch(Pattern.compile("PO-[0-9]").asPredicate());
  }

  private static double value(List<String> lines, String series) {
    return lines.stream()
        .filter(line -> line.startsWith(series + " "))
        .map(line -> Double.valueOf(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    series
                        + " is not among "
                        + Arrays.toString(
                            lines.stream().filter(l -> l.startsWith("turnup")).toArray())));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }
}
