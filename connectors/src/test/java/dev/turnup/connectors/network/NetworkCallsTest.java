package dev.turnup.connectors.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome.OutcomeUnknown;
import dev.turnup.connectors.ConnectorsTest;
import dev.turnup.connectors.Operations.Operation;
import dev.turnup.connectors.Operations.OperationAnswer;
import dev.turnup.connectors.Peer;
import dev.turnup.connectors.network.NetworkConnector.ActivateService;
import dev.turnup.connectors.network.NetworkConnector.Activation;
import dev.turnup.connectors.network.NetworkConnector.DeactivateService;
import dev.turnup.connectors.network.NetworkConnector.Deactivation;
import dev.turnup.connectors.network.NetworkConnector.ModifyService;
import dev.turnup.connectors.network.NetworkConnector.Verification;
import dev.turnup.connectors.network.NetworkConnector.VerifyService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;

class NetworkCallsTest extends ConnectorsTest {

  private static final Call CALL = new Call("network.activate-service:c1:1", SUBJECT);
  private static final ActivateService INTERNET =
      new ActivateService(
          "SITE-1", "internet-access", "CFS", Map.of("speed", "300"), List.of("c-2", "c-3"));

  @Test
  void asksForTheServiceInTheNetworksWords() throws Exception {
    PEER.does(Peer.answers(201, "{}"));

    outcomeOf(network.activateService(CALL, INTERNET));

    JSONAssert.assertEquals(
        """
        {"name": "internet-access", "serviceType": "CFS", "state": "active",
         "serviceSpecification": {"id": "internet-access"},
         "serviceCharacteristic": [{"name": "speed", "value": "300"}],
         "supportingService": [{"id": "c-2"}, {"id": "c-3"}],
         "place": [{"id": "SITE-1", "role": "installationSite"}],
         "relatedEntity": [
           {"id": "PO-1007", "role": "productOrder", "@referredType": "ProductOrder"},
           {"id": "2", "role": "productOrderItem", "@referredType": "ProductOrderItem"},
           {"id": "0190c0de-0000-7000-8000-000000000001", "role": "component",
            "@referredType": "Service"}]}""",
        PEER.onlyRequest().body(),
        true);
  }

  @Test
  void leavesOutThePlaceOfWhatHasNone() {
    PEER.does(Peer.answers(201, "{}"));

    outcomeOf(
        network.activateService(
            CALL, new ActivateService("", "mobile-line", "CFS", Map.of(), List.of())));

    assertThat(PEER.onlyRequest().body())
        .doesNotContain("place", "serviceCharacteristic", "supportingService");
  }

  @Test
  void isActiveSinceTheNetworkSaysSo() {
    PEER.does(
        Peer.answers(
            201,
            """
            {"id": "N-1", "state": "active", "startDate": "2026-11-22T11:00:00+01:00", "more": {}}"""));

    assertThat(answerTo(network.activateService(CALL, INTERNET)))
        .isEqualTo(new Activation.Active("N-1", Instant.parse("2026-11-22T10:00:00Z")));
  }

  @Test
  void isAnsweredLaterWhenTheNetworkTakesItOn() {
    PEER.does(Peer.answers(202, "{\"id\": \"M-1\", \"state\": \"InProgress\"}"));

    assertThat(answerTo(network.activateService(CALL, INTERNET))).isEqualTo(new Activation.Later());
  }

  @Test
  void isStillInProgressWhenAskedByKey() {
    PEER.does(
        Peer.answers(
            200, "[{\"id\": \"N-1\", \"state\": \"inactive\", \"operatingStatus\": \"pending\"}]"));

    assertThat(answerTo(network.findActivation(CALL))).contains(new Activation.Later());
  }

  @Test
  void isNotActiveInAnyOtherState() {
    PEER.does(Peer.answers(201, "{\"id\": \"N-1\", \"state\": \"designed\"}"));

    assertThat(answerTo(network.activateService(CALL, INTERNET)))
        .isEqualTo(new Activation.Inactive("designed"));
  }

  @Test
  void isNotTakenForActiveWithoutADate() {
    PEER.does(Peer.answers(201, "{\"id\": \"N-1\", \"state\": \"active\"}"));

    assertThat(outcomeOf(network.activateService(CALL, INTERNET)))
        .isInstanceOf(OutcomeUnknown.class);
  }

  @Test
  void changesOnlyWhatIsToBeDifferentWhateverTheNetworkCallsTheService() throws Exception {
    PEER.does(Peer.answers(202, "{\"id\": \"M-1\", \"state\": \"InProgress\"}"));

    Activation answer =
        answerTo(
            network.modifyService(
                CALL, new ModifyService("NE 1/../ü?", "SITE-1", Map.of("speed", "1000"))));

    assertThat(answer).isEqualTo(new Activation.Later());
    assertThat(PEER.onlyRequest().target()).endsWith("/service/NE%201%2F..%2F%C3%BC%3F");
    JSONAssert.assertEquals(
        """
        {"serviceCharacteristic": [{"name": "speed", "value": "1000"}],
         "place": [{"id": "SITE-1", "role": "installationSite"}]}""",
        PEER.onlyRequest().body(),
        false);
    assertThat(PEER.onlyRequest().body()).doesNotContain("state");
  }

  @Test
  void isOffWhenTheNetworkSaysSoAndNotBefore() {
    DeactivateService off = new DeactivateService("N-1", "");
    PEER.does(Peer.answers(200, "{\"id\": \"N-1\", \"state\": \"inactive\"}"));
    assertThat(answerTo(network.deactivateService(CALL, off)).off()).isTrue();
    assertThat(PEER.onlyRequest().body()).contains("\"state\":\"inactive\"");

    PEER.does(Peer.answers(200, "{\"id\": \"N-1\", \"state\": \"active\"}"));
    assertThat(answerTo(network.deactivateService(CALL, off)))
        .isEqualTo(new Deactivation(false, "active"));

    PEER.does(Peer.answers(202, "{\"id\": \"M-1\", \"state\": \"InProgress\"}"));
    assertThat(outcomeOf(network.deactivateService(CALL, off))).isInstanceOf(OutcomeUnknown.class);

    PEER.does(
        Peer.answers(
            200, "[{\"id\": \"N-1\", \"state\": \"active\", \"operatingStatus\": \"pending\"}]"));
    assertThat(outcomeOf(network.findDeactivation(CALL))).isInstanceOf(OutcomeUnknown.class);
  }

  @Test
  void asksForATestOfTheComponentsService() throws Exception {
    PEER.does(Peer.answers(201, "{}"));

    outcomeOf(network.verifyService(CALL, new VerifyService("SITE-1", "iptv")));

    JSONAssert.assertEquals(
        """
        {"name": "is-active", "mode": "ON-DEMAND", "testSpecification": {"id": "is-active"},
         "relatedService": {"id": "0190c0de-0000-7000-8000-000000000001"}}""",
        PEER.onlyRequest().body(),
        false);
  }

  @Test
  void worksSinceTheTestSawIt() {
    PEER.does(
        Peer.answers(
            201,
            """
            {"state": "completed", "testMeasure": [
              {"metricName": "evidence", "value": {"value": "0.2 dB loss"}},
              {"metricName": "active", "value": {"value": true}},
              {"metricName": "activeSince", "value": {"value": "2026-11-22T10:00:00Z"}}]}"""));

    assertThat(answerTo(network.verifyService(CALL, new VerifyService("SITE-1", "iptv"))))
        .isEqualTo(
            new Verification(
                true, Optional.of(Instant.parse("2026-11-22T10:00:00Z")), "0.2 dB loss"));
  }

  @Test
  void doesNotWorkWhateverWasAnsweredBefore() {
    PEER.does(
        Peer.answers(
            201,
            """
            {"state": "completed", "testMeasure": [
              {"metricName": "active", "value": {"value": false}},
              {"metricName": "activeSince", "value": {"value": null}},
              {"metricName": "evidence", "value": {"value": "no such service"}}]}"""));

    assertThat(answerTo(network.verifyService(CALL, new VerifyService("SITE-1", "iptv"))))
        .isEqualTo(new Verification(false, Optional.empty(), "no such service"));
  }

  @Test
  void isNotTakenForWorkingWhileTheTestRunsOrSaysYes() {
    for (String unclear :
        List.of(
            "{'state': 'inProgress', 'testMeasure': [{'metricName': 'active', 'value': {'value': true}}]}",
            "{'state': 'completed', 'testMeasure': [{'metricName': 'active', 'value': {'value': 'yes'}}]}",
            "{'state': 'completed', 'testMeasure': [{'metricName': 'active', 'value': {'value': 1}}]}",
            "{'state': 'completed', 'testMeasure': [{'metricName': 'active', 'value': null}]}",
            "{'state': 'completed', 'testMeasure': []}")) {
      PEER.does(Peer.answers(201, unclear.replace('\'', '"')));

      assertThat(outcomeOf(network.verifyService(CALL, new VerifyService("SITE-1", "iptv"))))
          .isInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void answersAnOperationWithDoneLaterOrNo() throws Exception {
    Operation ship = new Operation("ship-equipment", Map.of("model", "X1"));

    PEER.does(
        Peer.answers(
            200,
            "{\"state\": \"done\", \"attributes\": {\"parcel\": \"P-1\", \"carrier\": null}}"));
    assertThat(answerTo(network.performOperation(CALL, ship)))
        .isEqualTo(new OperationAnswer.Done(Map.of("parcel", "P-1")));
    JSONAssert.assertEquals(
        "{\"operation\": \"ship-equipment\", \"attributes\": {\"model\": \"X1\"}}",
        PEER.onlyRequest().body(),
        false);

    PEER.does(Peer.answers(202, "{\"id\": \"O-1\", \"state\": \"inProgress\"}"));
    assertThat(answerTo(network.performOperation(CALL, ship)))
        .isEqualTo(new OperationAnswer.Later());

    PEER.does(
        Peer.answers(
            200,
            "{\"state\": \"rejected\", \"reason\": {\"code\": \"sold-out\", \"label\": \"none left\"}}"));
    assertThat(answerTo(network.performOperation(CALL, ship)))
        .isEqualTo(new OperationAnswer.Refused("sold-out", "none left"));
  }
}
