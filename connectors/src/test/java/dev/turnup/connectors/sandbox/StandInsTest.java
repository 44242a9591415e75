package dev.turnup.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.sandbox.SandboxUnderTest.Answer;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandInsTest {

  private static final String LATER = "2099-01-01T00:00:00Z";

  private SandboxUnderTest sandbox;

  @BeforeEach
  void startsTheSandbox() {
    sandbox = new SandboxUnderTest();
  }

  @AfterEach
  void stopsTheSandbox() throws SQLException {
    sandbox.close();
  }

  private String today() {
    return LocalDate.now(ZoneOffset.UTC).toString();
  }

  @Test
  void activatesAServiceOnceForItsKey() {
    Answer first = sandbox.post("network", Asked.NETWORK_SERVICES, "k1", Asked.activation("c1"));
    Answer again = sandbox.post("network", Asked.NETWORK_SERVICES, "k1", Asked.activation("c1"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.body().at("/state").asText()).isEqualTo("active");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    JsonNode effects = sandbox.effects("network");
    assertThat(effects).hasSize(1);
    JsonNode effect = effects.get(0);
    assertThat(effect.at("/requests").asInt()).isEqualTo(2);
    assertThat(effect.at("/effects").asInt()).isEqualTo(1);
    assertThat(effect.at("/sequence").asLong()).isEqualTo(1);
    assertThat(effect.at("/operation").asText()).isEqualTo("network.activate-service");
    assertThat(effect.at("/order").asText()).isEqualTo("PO-1");
    assertThat(effect.at("/item").asText()).isEqualTo("2");
    assertThat(effect.at("/component").asText()).isEqualTo("c1");
    assertThat(effect.at("/site").asText()).isEqualTo("SITE-17");
    assertThat(effect.at("/key").asText()).isEqualTo("k1");
    assertThat(effect.at("/effectiveDate").asText()).isNotEmpty();
    assertThat(effect.at("/answer/state").asText()).isEqualTo("active");
  }

  @Test
  void refusesAKeyThatWasUsedForSomethingElse() {
    sandbox.post("network", Asked.NETWORK_SERVICES, "k1", Asked.activation("c1"));

    Answer other = sandbox.post("network", Asked.NETWORK_SERVICES, "k1", Asked.activation("c2"));

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.body().at("/code").asText()).isEqualTo("key-in-use");
  }

  @Test
  void tellsByKeyWhetherAnEffectHappened() {
    sandbox.post("network", Asked.NETWORK_SERVICES, "a:b/1", Asked.activation("c1"));

    Answer known = sandbox.get("network", Asked.NETWORK_SERVICES + "?idempotencyKey=a%3Ab%2F1");
    Answer unknown = sandbox.get("network", Asked.NETWORK_SERVICES + "?idempotencyKey=other");

    assertThat(known.body()).hasSize(1);
    assertThat(known.body().at("/0/state").asText()).isEqualTo("active");
    assertThat(unknown.status()).isEqualTo(200);
    assertThat(unknown.body()).isEmpty();
  }

  @Test
  void verifiesWhatIsReallyActive() {
    sandbox.post("network", Asked.NETWORK_SERVICES, "k1", Asked.activation("c1"));

    JsonNode active = sandbox.post("network", Asked.TESTS, "q1", Asked.test("c1")).body();
    JsonNode unknown = sandbox.post("network", Asked.TESTS, "q2", Asked.test("c2")).body();

    assertThat(active.at("/state").asText()).isEqualTo("completed");
    assertThat(measure(active, "active").asBoolean()).isTrue();
    assertThat(measure(active, "activeSince").asText()).isNotEmpty();
    assertThat(measure(unknown, "active").asBoolean()).isFalse();
    assertThat(measure(unknown, "evidence").asText()).contains("knows no service");
  }

  private static JsonNode measure(JsonNode test, String name) {
    for (JsonNode measure : test.path("testMeasure")) {
      if (measure.path("metricName").asText().equals(name)) {
        return measure.at("/value/value");
      }
    }
    throw new AssertionError("no measure " + name);
  }

  @Test
  void hasPlentyOfEverythingThatNobodySpokeOf() {
    Answer answer =
        sandbox.post("inventory", Asked.QUALIFICATIONS, "q1", Asked.qualification("c1", 100_000));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(result(answer)).isEqualTo("qualified");
  }

  private static String result(Answer answer) {
    return answer.body().at("/checkServiceQualificationItem/0/qualificationResult").asText();
  }

  @Test
  void hasCapacityFromTheDayThatWasSet() {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(12);
    sandbox.control(
        "PUT",
        "/sandbox/inventory/capacity",
        """
        {"site": "SITE-17", "resource": "bandwidth", "units": 300, "availableFrom": "P12D"}
        """);

    Answer checked =
        sandbox.post("inventory", Asked.QUALIFICATIONS, "q1", Asked.qualification("c1", 300));
    Answer tooMuch =
        sandbox.post("inventory", Asked.QUALIFICATIONS, "q2", Asked.qualification("c1", 301));
    Answer tooEarly =
        sandbox.post(
            "inventory", Asked.RESERVATIONS, "k1", Asked.reservation("c1", 300, today(), LATER));
    Answer reserved =
        sandbox.post(
            "inventory",
            Asked.RESERVATIONS,
            "k2",
            Asked.reservation("c1", 300, day.toString(), LATER));

    assertThat(result(checked)).isEqualTo("alternate");
    assertThat(
            checked
                .body()
                .at(
                    "/checkServiceQualificationItem/0/alternateServiceProposal/0/alternateServiceAvailabilityDate")
                .asText())
        .isEqualTo(day.toString());
    assertThat(result(tooMuch)).isEqualTo("unqualified");
    assertThat(tooEarly.body().at("/reservationState").asText()).isEqualTo("rejected");
    assertThat(reserved.status()).isEqualTo(201);
  }

  @Test
  void saysThatThereIsNoDate() {
    sandbox.control(
        "PUT",
        "/sandbox/inventory/capacity",
        """
        {"site": "SITE-17", "resource": "bandwidth", "availableFrom": "none"}
        """);

    Answer checked =
        sandbox.post("inventory", Asked.QUALIFICATIONS, "q1", Asked.qualification("c1", 1));

    assertThat(result(checked)).isEqualTo("unqualified");
    assertThat(
            checked
                .body()
                .at("/checkServiceQualificationItem/0/eligibilityUnavailabilityReason/0/code")
                .asText())
        .isEqualTo("no-capacity");
  }

  @Test
  void givesAReleasedReservationBack() {
    limitTo(300);
    String id = reserve("k1", 300);

    Answer tooLate =
        sandbox.post(
            "inventory", Asked.RESERVATIONS, "k2", Asked.reservation("c2", 1, today(), LATER));
    Answer released =
        sandbox.patch(
            "inventory",
            Asked.RESERVATIONS + "/" + id,
            "k3",
            "{\"reservationState\": \"released\"}");
    Answer sameKeyAgain =
        sandbox.post(
            "inventory", Asked.RESERVATIONS, "k2", Asked.reservation("c2", 1, today(), LATER));

    assertThat(tooLate.status()).isEqualTo(200);
    assertThat(tooLate.body().at("/reservationState").asText()).isEqualTo("rejected");
    assertThat(released.body().at("/reservationState").asText()).isEqualTo("released");
    assertThat(sameKeyAgain.status()).isEqualTo(201);
  }

  private void limitTo(long units) {
    sandbox.control(
        "PUT",
        "/sandbox/inventory/capacity",
        "{\"site\": \"SITE-17\", \"resource\": \"bandwidth\", \"units\": %d}".formatted(units));
  }

  private String reserve(String key, long units) {
    Answer reserved =
        sandbox.post(
            "inventory", Asked.RESERVATIONS, key, Asked.reservation("c1", units, today(), LATER));
    assertThat(reserved.status()).isEqualTo(201);
    return reserved.body().at("/id").asText();
  }

  @Test
  void extendsAReservationThatIsStillHeld() {
    String id = reserve("k1", 300);

    Answer extended =
        sandbox.patch(
            "inventory",
            Asked.RESERVATIONS + "/" + id,
            "k2",
            Asked.extension("2098-12-01", "2099-06-01T00:00:00Z"));
    JsonNode byKey = sandbox.get("inventory", Asked.RESERVATIONS + "?idempotencyKey=k2").body();
    sandbox.patch(
        "inventory", Asked.RESERVATIONS + "/" + id, "k3", "{\"reservationState\": \"released\"}");
    Answer tooLate =
        sandbox.patch(
            "inventory",
            Asked.RESERVATIONS + "/" + id,
            "k4",
            Asked.extension("2098-12-01", "2099-06-01T00:00:00Z"));

    assertThat(extended.body().at("/reservationState").asText()).isEqualTo("reserved");
    assertThat(extended.body().at("/validFor/endDateTime").asText())
        .isEqualTo("2099-06-01T00:00:00Z");
    assertThat(byKey.at("/0/id").asText()).isEqualTo(id);
    assertThat(tooLate.status()).isEqualTo(200);
    assertThat(tooLate.body().at("/reservationState").asText()).isEqualTo("released");
  }

  @Test
  void knowsNoReservationThatWasNeverMade() {
    Answer answer =
        sandbox.patch(
            "inventory",
            Asked.RESERVATIONS + "/RSV-0",
            "k1",
            Asked.extension("2098-12-01", "2099-06-01T00:00:00Z"));

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void recordsAServiceThatUsesItsReservationUp() {
    limitTo(300);
    String reservation = reserve("k1", 300);

    Answer recorded =
        sandbox.post("inventory", Asked.INVENTORY_SERVICES, "k2", Asked.record("c1", reservation));
    JsonNode found =
        sandbox.get("inventory", Asked.INVENTORY_SERVICES + "?relatedEntity.id=c1").body();
    JsonNode nobody =
        sandbox.get("inventory", Asked.INVENTORY_SERVICES + "?relatedEntity.id=c2").body();

    assertThat(recorded.status()).isEqualTo(201);
    assertThat(found).hasSize(1);
    assertThat(found.get(0)).isEqualTo(recorded.body());
    assertThat(nobody).isEmpty();
    assertThat(
            sandbox.control("GET", "/sandbox/inventory/reservations", "").at("/0/state").asText())
        .isEqualTo("used");
  }

  @Test
  void billsOnOneAccountACustomer() {
    Answer internet = sandbox.post("billing", Asked.PRODUCTS, "k1", Asked.product("c1", "CUST-9"));
    Answer again = sandbox.post("billing", Asked.PRODUCTS, "k1", Asked.product("c1", "CUST-9"));
    Answer tv = sandbox.post("billing", Asked.PRODUCTS, "k2", Asked.product("c2", "CUST-9"));
    JsonNode confirmed = sandbox.get("billing", Asked.PRODUCTS + "?relatedEntity.id=c1").body();

    assertThat(internet.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(internet.body());
    assertThat(tv.body().at("/billingAccount/id"))
        .isEqualTo(internet.body().at("/billingAccount/id"));
    assertThat(confirmed).hasSize(1);
    assertThat(confirmed.get(0)).isEqualTo(internet.body());
    assertThat(sandbox.effects("billing").at("/0/effectiveDate").asText()).isEqualTo("2026-12-04");
  }

  @Test
  void movesTheVisitThatIsThere() {
    Answer made = sandbox.post("workforce", Asked.APPOINTMENTS, "k1", Asked.visit("d1", "anna"));
    Answer moved = sandbox.post("workforce", Asked.APPOINTMENTS, "k2", Asked.visit("d1", "ben"));
    JsonNode byKey = sandbox.get("workforce", Asked.APPOINTMENTS + "?idempotencyKey=k2").body();

    assertThat(made.status()).isEqualTo(201);
    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.body().at("/id")).isEqualTo(made.body().at("/id"));
    assertThat(moved.body().at("/status").asText()).isEqualTo("confirmed");
    assertThat(byKey.at("/0/relatedParty/0/id").asText()).isEqualTo("ben");
    assertThat(sandbox.control("GET", "/sandbox/workforce/visits", "")).hasSize(1);
  }

  @Test
  void takesANoticeOnce() {
    sandbox.post("messaging", "/notices", "n1", Asked.notice());
    Answer again = sandbox.post("messaging", "/notices", "n1", Asked.notice());

    assertThat(again.status()).isEqualTo(200);
    JsonNode messages = sandbox.control("GET", "/sandbox/messaging/messages?order=PO-1", "");
    assertThat(messages).hasSize(1);
    assertThat(messages.at("/0/subject").asText()).isEqualTo("Your new date");
    assertThat(messages.at("/0/channel").asText()).isEqualTo("webhook");
  }

  @Test
  void doesWhateverOperationItIsAsked() {
    for (String system : sandbox.sandbox().baseUrls().keySet()) {
      Answer answer = sandbox.post(system, "/operations", "k1", Asked.operation());

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().at("/state").asText()).isEqualTo("done");
      assertThat(answer.body().at("/attributes/model").asText()).isEqualTo("X1");
      assertThat(sandbox.get(system, "/operations?idempotencyKey=k1").body().at("/0/id"))
          .isEqualTo(answer.body().at("/id"));
    }
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    assertThat(sandbox.post("network", Asked.NETWORK_SERVICES, "k1", "{").status()).isEqualTo(400);
    assertThat(sandbox.post("network", Asked.NETWORK_SERVICES, "k1", "{}").status()).isEqualTo(400);
    assertThat(
            sandbox
                .post("network", Asked.NETWORK_SERVICES, " ", Asked.activation("c1"))
                .body()
                .at("/code")
                .asText())
        .isEqualTo("missing-idempotency-key");
    assertThat(sandbox.get("network", "/elsewhere").status()).isEqualTo(404);
    assertThat(sandbox.post("inventory", Asked.QUALIFICATIONS, "k1", "{}").status()).isEqualTo(400);
    assertThat(sandbox.post("inventory", Asked.RESERVATIONS, "k1", "{}").status()).isEqualTo(400);
    assertThat(sandbox.post("billing", Asked.PRODUCTS, "k1", "{}").status()).isEqualTo(400);
    assertThat(sandbox.post("workforce", Asked.APPOINTMENTS, "k1", "{}").status()).isEqualTo(400);
  }
}
