package dev.turnup.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.sandbox.SandboxUnderTest.Answer;
import dev.turnup.connectors.sandbox.clock.ClockFollower;
import dev.turnup.connectors.sandbox.clock.NextDue;
import dev.turnup.connectors.sandbox.clock.SandboxClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ClockWalkTest {

  private SandboxUnderTest sandbox;

  @BeforeEach
  void startsTheSandbox() {
    sandbox = new SandboxUnderTest();
  }

  @AfterEach
  void stopsTheSandbox() throws SQLException {
    sandbox.close();
  }

  /** Timers that are done one at a time, each only after it was asked for twice. */
  private static final class Timers implements NextDue {

    private final TreeSet<Instant> due = new TreeSet<>();
    final List<Instant> doneAt = new ArrayList<>();
    final List<Instant> doneWhileHeld = new ArrayList<>();
    private boolean held;
    private int asked;
    private Optional<Duration> repeats = Optional.empty();
    private boolean stuck;

    synchronized void at(Instant moment) {
      due.add(moment);
    }

    /** What is done makes something due after {@code pause}, once. */
    synchronized void repeatOnceAfter(Duration pause) {
      repeats = Optional.of(pause);
    }

    synchronized void getStuck() {
      stuck = true;
    }

    synchronized void comeUnstuck() {
      stuck = false;
    }

    @Override
    public synchronized Optional<Instant> after(Instant now) {
      return Optional.ofNullable(due.higher(now));
    }

    @Override
    public synchronized void pause() {
      held = true;
    }

    @Override
    public synchronized List<String> inFlight() {
      return stuck ? List.of("order PO-1 is activated") : List.of();
    }

    @Override
    public synchronized List<String> runnable(Instant now) {
      if (due.isEmpty() || due.first().isAfter(now)) {
        return List.of();
      }
      if (++asked % 2 == 0 && !held) {
        Instant moment = due.pollFirst();
        doneAt.add(now);
        repeats.ifPresent(pause -> due.add(moment.plus(pause)));
        repeats = Optional.empty();
      } else if (held) {
        doneWhileHeld.add(now);
      }
      return List.of("a timer");
    }

    @Override
    public synchronized void resume() {
      held = false;
    }

    synchronized boolean held() {
      return held;
    }
  }

  private JsonNode walk(String advance) {
    return sandbox.control("POST", "/sandbox/clock", "{\"advance\": \"%s\"}".formatted(advance));
  }

  @Test
  void stopsAtEveryMomentThatIsDueAndAtTheTarget() {
    Timers timers = new Timers();
    Instant start = sandbox.clock().instant();
    timers.at(start.plus(Duration.ofDays(1)));
    timers.at(start.plus(Duration.ofDays(5)));
    timers.at(start.plus(Duration.ofDays(20)));
    timers.repeatOnceAfter(Duration.ofHours(6));
    sandbox.runs(timers);
    awaitNodes(1);

    JsonNode walk = walk("P12D");

    assertThat(walk.at("/reached").asBoolean()).isTrue();
    assertThat(walk.at("/stops")).hasSize(3);
    assertThat(timers.doneAt).hasSize(3);
    assertNear(timers.doneAt.get(0), start.plus(Duration.ofDays(1)));
    assertNear(timers.doneAt.get(1), start.plus(Duration.ofDays(1)).plus(Duration.ofHours(6)));
    assertNear(timers.doneAt.get(2), start.plus(Duration.ofDays(5)));
    assertNear(sandbox.clock().instant(), start.plus(Duration.ofDays(12)));
    Awaitility.await().until(() -> !timers.held());
  }

  private static void assertNear(Instant actual, Instant expected) {
    assertThat(actual).isBetween(expected, expected.plusSeconds(30));
  }

  private void awaitNodes(int count) {
    Awaitility.await()
        .until(() -> sandbox.control("GET", "/sandbox/clock", "").at("/nodes").asInt() == count);
  }

  @Test
  void goesNowhereWhileSomethingIsInFlightAndSaysSo() {
    Timers timers = new Timers();
    timers.getStuck();
    sandbox.runs(timers);
    awaitNodes(1);

    Answer answer =
        sandbox.controlAnswer(
            "POST", "/sandbox/clock", "{\"advance\": \"P1D\", \"within\": \"PT0.5S\"}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().at("/code").asText()).isEqualTo("walk-not-finished");
    assertThat(answer.body().at("/message").asText()).contains("order PO-1 is activated");
    assertThat(answer.body().at("/waitsFor/0").asText()).isEqualTo("order PO-1 is activated");
    assertThat(sandbox.clock().instant()).isBefore(Instant.now().plusSeconds(60));

    timers.comeUnstuck();
    assertThat(walk("P1D").at("/reached").asBoolean()).isTrue();
  }

  @Test
  void saysThatAnAnswerIsHeld() {
    sandbox.fault("network", "{\"mode\": \"hold-answer\"}");
    sandbox
        .client()
        .sendAsync(
            sandbox.request(
                "network", "POST", Asked.NETWORK_SERVICES, "k1", Asked.activation("c1")),
            java.net.http.HttpResponse.BodyHandlers.discarding());
    Awaitility.await().until(() -> sandbox.effects("network").size() == 1);

    Answer answer =
        sandbox.controlAnswer(
            "POST", "/sandbox/clock", "{\"advance\": \"P1D\", \"within\": \"PT0.3S\"}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().at("/message").asText()).contains("activate-service", "is held");
  }

  @Test
  void isWalkedByOneAtATime() throws Exception {
    Timers timers = new Timers();
    timers.getStuck();
    sandbox.runs(timers);
    awaitNodes(1);
    CompletableFuture<Answer> first =
        CompletableFuture.supplyAsync(
            () -> sandbox.controlAnswer("POST", "/sandbox/clock", "{\"advance\": \"P1D\"}"));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        sandbox
                            .controlAnswer(
                                "POST",
                                "/sandbox/clock",
                                "{\"advance\": \"P1D\", \"within\": \"PT0S\"}")
                            .body()
                            .at("/code")
                            .asText())
                    .isEqualTo("walk-in-progress"));

    timers.comeUnstuck();
    assertThat(first.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
  }

  @Test
  void holdsEveryNodeStillAndTakesEachAlong() throws Exception {
    Timers here = new Timers();
    Timers there = new Timers();
    Instant start = sandbox.clock().instant();
    here.at(start.plus(Duration.ofHours(5)));
    there.at(start.plus(Duration.ofHours(3)));
    sandbox.runs(here);
    try (SandboxClock otherClock = new SandboxClock(sandbox.database())) {
      ClockFollower other = new ClockFollower(sandbox.database(), otherClock, () -> List.of(there));
      other.start();
      awaitNodes(2);

      JsonNode walk = walk("P1D");

      assertThat(walk.at("/stops")).hasSize(2);
      assertNear(there.doneAt.get(0), start.plus(Duration.ofHours(3)));
      assertNear(here.doneAt.get(0), start.plus(Duration.ofHours(5)));
      assertNear(otherClock.instant(), start.plus(Duration.ofDays(1)));
      other.stop();
    }
    awaitNodes(1);
  }

  @Test
  void goesOnWithoutANodeThatDied() {
    JdbcClient.create(sandbox.database())
        .sql(
            """
            insert into sandbox.clock_node (id, seen_at, step, ready)
            values (gen_random_uuid(), now(), 0, true)
            """)
        .update();

    assertThat(walk("P1D").at("/reached").asBoolean()).isTrue();
  }

  @Test
  void isReadBeforeAnythingRunsByIt() throws Exception {
    walk("P12D");

    try (SandboxClock restarted = new SandboxClock(sandbox.database())) {
      assertNear(restarted.instant(), Instant.now().plus(Duration.ofDays(12)).minusSeconds(5));
    }
  }

  @Test
  void isReadAgainByWhoeverWasFrozen() throws Exception {
    try (SandboxClock frozen = new SandboxClock(sandbox.database())) {
      walk("P12D");

      Awaitility.await()
          .untilAsserted(
              () -> assertThat(frozen.instant()).isAfter(Instant.now().plus(Duration.ofDays(11))));
    }
  }
}
