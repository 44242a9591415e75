package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.subscription.Callbacks;
import dev.turnup.engine.subscription.Subscribe;
import dev.turnup.engine.subscription.Subscriptions;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.PlatformTransactionManager;

class HubTest extends TurnupTest {

  private static final String HUB = "/tmf-api/productOrderingManagement/v4/hub";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Autowired private JdbcTemplate jdbc;

  /** Nobody hears anything there. */
  private final String callback = "http://127.0.0.1:9/" + UUID.randomUUID();

  @AfterEach
  void removeWhatIsLeft() {
    jdbc.update("delete from turnup.subscription where callback like 'http://127.0.0.1:9/%'");
  }

  @Test
  void takesASubscriptionAndGivesItBackWithoutItsSecret() throws JsonProcessingException {
    HttpResponse<String> made =
        as("crm")
            .post(
                HUB,
                """
                {"callback": "%s/", "query": "state=completed", "secret": "correct-horse-battery"}"""
                    .formatted(callback));

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    JsonNode subscription = JSON.readTree(made.body());
    String location = made.headers().firstValue("Location").orElseThrow();
    assertThat(location).endsWith(HUB + "/" + subscription.path("id").asText());
    assertThat(subscription.path("callback").asText()).isEqualTo(callback);
    assertThat(subscription.path("query").asText()).isEqualTo("state=completed");
    assertThat(made.body()).doesNotContain("correct-horse");

    HttpResponse<String> read = as("admin").get(location);
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(read.body())).isEqualTo(subscription);
    assertThat(as("admin").get(HUB).body()).contains(callback).doesNotContain("correct-horse");
    assertThat(as("operator").get("/operations/subscriptions").body())
        .contains(callback, "\"signed\":true", "\"state\":\"active\"")
        .doesNotContain("correct-horse");
  }

  @Test
  void waitsForNoNameServer() {
    CountDownLatch silence = new CountDownLatch(1);
    Callbacks slow =
        new Callbacks(
            List.of(),
            host -> {
              try {
                silence.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
              throw new UnknownHostException(host);
            });
    HubController hub =
        new HubController(
            new Subscribe(mock(Subscriptions.class), slow, UUID::randomUUID, Clock.systemUTC()),
            mock(Subscriptions.class),
            mock(PlatformTransactionManager.class));
    MockHttpServletRequest request = new MockHttpServletRequest("POST", HUB);
    request.setContent("{\"callback\": \"http://nobody.example/\"}".getBytes(UTF_8));
    Authentication crm = new TestingAuthenticationToken("crm", "", "crm");

    long begun = System.nanoTime();
    assertThatThrownBy(() -> hub.post(request, crm))
        .isInstanceOf(RequestRefused.class)
        .hasMessageContaining("cannot be looked up now");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));

    hub.destroy();
    silence.countDown();
  }

  @Test
  void refusesAnEqualOneAndNamesTheFirst() throws JsonProcessingException {
    String body = "{\"callback\": \"" + callback + "\"}";
    String first = as("crm").post(HUB, body).headers().firstValue("Location").orElseThrow();

    HttpResponse<String> second = as("crm").post(HUB, body);

    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(first).endsWith(JSON.readTree(second.body()).path("referenceError").asText());
    assertThat(as("orderdesk").post(HUB, body).statusCode()).as("another login").isEqualTo(201);
  }

  @Test
  void letsTheOwnerAndAdministratorsRemoveIt() {
    String body = "{\"callback\": \"" + callback + "\"}";
    String crms = as("crm").post(HUB, body).headers().firstValue("Location").orElseThrow();
    String desks = as("orderdesk").post(HUB, body).headers().firstValue("Location").orElseThrow();

    assertThat(as("crm").delete(desks).statusCode()).isEqualTo(404);
    assertThat(as("admin").delete(desks).statusCode()).isEqualTo(204);
    assertThat(as("crm").delete(crms).statusCode()).isEqualTo(204);
    assertThat(as("crm").delete(crms).statusCode()).isEqualTo(404);
    assertThat(as("admin").get(crms).statusCode()).isEqualTo(404);
    assertThat(as("admin").get(HUB + "/nonsense").statusCode()).isEqualTo(404);
  }

  @Test
  void showsSubscriptionsToAdministratorsOnly() {
    assertThat(as("crm").get(HUB).statusCode()).isEqualTo(403);
    assertThat(as("operator").get(HUB).statusCode()).isEqualTo(403);
    assertThat(anonymous().get(HUB).statusCode()).isEqualTo(401);
    assertThat(as("technician").post(HUB, "{}").statusCode()).isEqualTo(403);
    assertThat(as("crm").get("/operations/subscriptions").statusCode()).isEqualTo(403);
    String id = UUID.randomUUID().toString();
    String resume = "/operations/subscriptions/" + id + "/resume";
    assertThat(as("technician").post(resume, "").statusCode()).isEqualTo(403);
    assertThat(as("operator").post(resume, "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"callback\": 1}",
        "{\"callback\": null}",
        "{\"callback\": \"http://10.0.0.1/\"}",
        "{\"callback\": \"http://169.254.169.254/latest\"}",
        "{\"callback\": \"ftp://127.0.0.1/\"}",
        "{\"callback\": \"http://127.0.0.1:9/\", \"query\": \"customer=C-1\"}",
        "{\"callback\": \"http://127.0.0.1:9/\", \"query\": {}}",
        "{\"callback\": \"http://127.0.0.1:9/\", \"secret\": \"short\"}"
      })
  void refusesWhatItCannotTellAnybodyOf(String body) {
    assertThat(as("crm").post(HUB, body).statusCode()).isEqualTo(400);
  }

  @Test
  void takesTwentyOfALogin() {
    int before =
        jdbc.queryForObject(
            "select count(*) from turnup.subscription where owner = 'admin'", Integer.class);
    for (int i = before; i < 20; i++) {
      assertThat(
              as("admin").post(HUB, "{\"callback\": \"" + callback + "/" + i + "\"}").statusCode())
          .isEqualTo(201);
    }

    assertThat(as("admin").post(HUB, "{\"callback\": \"" + callback + "\"}").body())
        .contains("too-many-subscriptions");
  }
}
