package dev.turnup.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.sandbox.SandboxUnderTest.Answer;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class CapacityTest {

  private static final String LATER = "2099-01-01T00:00:00Z";

  private SandboxUnderTest sandbox;

  @BeforeEach
  void startsTheSandbox() {
    sandbox = new SandboxUnderTest();
    sandbox.control(
        "PUT",
        "/sandbox/inventory/capacity",
        "{\"site\": \"SITE-17\", \"resource\": \"bandwidth\", \"units\": 1000}");
  }

  @AfterEach
  void stopsTheSandbox() throws SQLException {
    sandbox.close();
  }

  private Answer reserve(String key, long units, String expiry) {
    String today = LocalDate.ofInstant(sandbox.clock().instant(), ZoneOffset.UTC).toString();
    return sandbox.post(
        "inventory", Asked.RESERVATIONS, key, Asked.reservation(key, units, today, expiry));
  }

  private long held() {
    return sandbox.control("GET", "/sandbox/inventory/capacity", "").at("/0/held").asLong();
  }

  private List<Answer> atOnce(int count, java.util.function.IntFunction<Answer> ask)
      throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      List<Future<Answer>> asked =
          IntStream.range(0, count).mapToObj(i -> callers.submit(() -> ask.apply(i))).toList();
      return asked.stream()
          .map(
              future -> {
                try {
                  return future.get();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              })
          .toList();
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void isNeverOversold() throws Exception {
    List<Answer> answers = atOnce(60, i -> reserve("k" + i, 70, LATER));

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(14);
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(46);
    assertThat(held()).isEqualTo(980);
    Long reserved =
        JdbcClient.create(sandbox.database())
            .sql("select sum(units) from sandbox.reservation where state = 'reserved'")
            .query(Long.class)
            .single();
    assertThat(reserved).isEqualTo(980);
  }

  @Test
  void isHeldOnceForAKeyHoweverManyAskAtOnce() throws Exception {
    List<Answer> answers = atOnce(40, i -> reserve("same", 70, LATER));

    assertThat(answers)
        .extracting(answer -> answer.body().at("/id").asText())
        .containsOnly(answers.get(0).body().at("/id").asText());
    assertThat(held()).isEqualTo(70);
    JsonNode effect = sandbox.effects("inventory").get(0);
    assertThat(effect.at("/requests").asInt()).isEqualTo(40);
    assertThat(effect.at("/effects").asInt()).isEqualTo(1);
  }

  @Test
  void comesBackWhenAReservationExpires() {
    String inAnHour = sandbox.clock().instant().plusSeconds(3_600).toString();
    reserve("k1", 1_000, inAnHour);
    assertThat(reserve("k2", 1, LATER).status()).isEqualTo(200);

    JsonNode walk = sandbox.control("POST", "/sandbox/clock", "{\"advance\": \"PT2H\"}");

    assertThat(walk.at("/stops/0").asText()).startsWith(inAnHour.substring(0, 19));
    assertThat(held()).isZero();
    assertThat(reserve("k3", 1_000, LATER).status()).isEqualTo(201);
  }

  @Test
  void isLostWhenItExpiredAndSomebodyElseHasIt() {
    String inAnHour = sandbox.clock().instant().plusSeconds(3_600).toString();
    String expired = reserve("k1", 1_000, inAnHour).body().at("/id").asText();
    sandbox.control("POST", "/sandbox/clock", "{\"advance\": \"PT2H\"}");
    reserve("k2", 1_000, LATER);

    Answer recorded =
        sandbox.post("inventory", Asked.INVENTORY_SERVICES, "k3", Asked.record("c1", expired));

    assertThat(recorded.status()).isEqualTo(422);
    assertThat(recorded.body().at("/code").asText()).isEqualTo("capacity-lost");
    assertThat(held()).isEqualTo(1_000);
  }

  @Test
  void thatIsUsedNeverExpires() {
    String inAnHour = sandbox.clock().instant().plusSeconds(3_600).toString();
    String reservation = reserve("k1", 1_000, inAnHour).body().at("/id").asText();
    sandbox.post("inventory", Asked.INVENTORY_SERVICES, "k2", Asked.record("c1", reservation));

    sandbox.control("POST", "/sandbox/clock", "{\"advance\": \"P2D\"}");

    assertThat(held()).isEqualTo(1_000);
  }

  @Test
  void cannotBeSetBelowWhatIsHeld() {
    reserve("k1", 700, LATER);

    Answer refused =
        sandbox.controlAnswer(
            "PUT",
            "/sandbox/inventory/capacity",
            "{\"site\": \"SITE-17\", \"resource\": \"bandwidth\", \"units\": 600}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().at("/message").asText()).contains("700 units");
  }
}
