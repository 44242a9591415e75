package dev.turnup.connectors.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome.OutcomeUnknown;
import dev.turnup.connectors.ConnectorsTest;
import dev.turnup.connectors.Peer;
import dev.turnup.connectors.billing.BillingConnector.Bill;
import dev.turnup.connectors.billing.BillingConnector.Charge;
import dev.turnup.connectors.billing.BillingConnector.Charged;
import dev.turnup.connectors.billing.BillingConnector.Credit;
import dev.turnup.connectors.billing.BillingConnector.StartBilling;
import dev.turnup.connectors.billing.BillingConnector.StopBilling;
import dev.turnup.connectors.billing.BillingConnector.StoppedBill;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;

class BillingCallsTest extends ConnectorsTest {

  private static final Call CALL = new Call("a-key", SUBJECT);
  private static final LocalDate ACCEPTED = LocalDate.parse("2026-12-04");

  @Test
  void startsTheBillFromTheDayOfAcceptance() throws Exception {
    PEER.does(Peer.answers(201, bill("active")));

    Bill bill =
        answerTo(
            billing.startBilling(
                CALL,
                new StartBilling(
                    "SITE-1",
                    "PO-1007-2",
                    "internet-300",
                    "CUST-9",
                    "postpaid",
                    ACCEPTED,
                    Map.of())));

    assertThat(bill).isEqualTo(new Bill("BILL-3", "active", "internet-300", ACCEPTED, "ACC-9"));
    JSONAssert.assertEquals(
        """
        {"name": "internet-300", "status": "active", "startDate": "2026-12-04",
         "productOffering": {"id": "internet-300"},
         "billingAccount": {"paymentMode": "postpaid"},
         "relatedParty": [{"id": "CUST-9", "role": "customer"}],
         "realizingService": [{"id": "0190c0de-0000-7000-8000-000000000001"}],
         "place": [{"id": "SITE-1", "role": "installationSite"}]}""",
        PEER.onlyRequest().body(),
        false);
    assertThat(PEER.onlyRequest().body())
        .contains("{\"id\":\"PO-1007-2\",\"role\":\"product\",\"@referredType\":\"Product\"}");
  }

  @Test
  void endsWhatIsBilledForAProduct() throws Exception {
    PEER.does(
        Peer.answers(
            200,
            """
            {"id": "BILL-3", "status": "terminated", "terminationDate": "2026-12-04"}"""));

    StoppedBill stopped =
        answerTo(
            billing.stopBilling(CALL, new StopBilling("SITE-1", "PO-7-1", "CUST-9", ACCEPTED)));

    assertThat(stopped).isEqualTo(new StoppedBill("BILL-3", "terminated", Optional.of(ACCEPTED)));
    JSONAssert.assertEquals(
        """
        {"status": "terminated", "terminationDate": "2026-12-04",
         "relatedParty": [{"id": "CUST-9", "role": "customer"}],
         "place": [{"id": "SITE-1", "role": "installationSite"}]}""",
        PEER.onlyRequest().body(),
        false);
    assertThat(PEER.onlyRequest().body()).contains("{\"id\":\"PO-7-1\",\"role\":\"product\"");
  }

  @Test
  void chargesWhatIsPaidOnce() throws Exception {
    PEER.does(
        Peer.answers(
            201,
            """
            {"id": "CHARGE-7", "name": "missed-visit", "date": "2026-12-04"}"""));

    Charged charged =
        answerTo(
            billing.charge(
                CALL, new Charge("SITE-1", "missed-visit", "nobody there", "CUST-9", ACCEPTED)));

    assertThat(charged).isEqualTo(new Charged("CHARGE-7", "missed-visit", ACCEPTED));
    JSONAssert.assertEquals(
        """
        {"name": "missed-visit", "type": "appliedBillingCharge", "description": "nobody there",
         "date": "2026-12-04", "isBilled": false,
         "relatedParty": [{"id": "CUST-9", "role": "customer"}],
         "place": [{"id": "SITE-1", "role": "installationSite"}]}""",
        PEER.onlyRequest().body(),
        false);
  }

  @Test
  void takesOnlyAClearWordOnACustomersCredit() {
    PEER.does(Peer.answers(200, "{\"state\": \"done\", \"result\": \"approved\"}"));
    assertThat(answerTo(billing.checkCredit(CALL, "CUST-9"))).isEqualTo(new Credit.Approved());

    PEER.does(
        Peer.answers(
            200,
            """
            {"state": "done", "result": "refused",
             "reason": {"code": "fraud-suspected", "label": "three cards in a week"}}"""));
    assertThat(answerTo(billing.checkCredit(CALL, "CUST-9")))
        .isEqualTo(new Credit.Refused("fraud-suspected", "three cards in a week"));

    PEER.does(Peer.answers(200, "{\"state\": \"done\", \"result\": \"perhaps\"}"));
    assertThat(outcomeOf(billing.checkCredit(CALL, "CUST-9"))).isInstanceOf(OutcomeUnknown.class);

    PEER.does(Peer.answers(200, "{\"state\": \"inProgress\", \"result\": \"approved\"}"));
    assertThat(outcomeOf(billing.checkCredit(CALL, "CUST-9"))).isInstanceOf(OutcomeUnknown.class);
  }

  @Test
  void showsEverythingThatIsBilledForAComponent() {
    PEER.does(Peer.answers(200, "[%s, %s]".formatted(bill("active"), bill("terminated"))));

    assertThat(answerTo(billing.confirmBilling(CALL)))
        .extracting(Bill::status)
        .containsExactly("active", "terminated");
  }

  @Test
  void showsThatNothingIsBilled() {
    PEER.does(Peer.answers(200, "[]"));

    assertThat(answerTo(billing.confirmBilling(CALL))).isEqualTo(List.of());
  }

  private static String bill(String status) {
    return """
        {"id": "BILL-3", "status": "%s", "startDate": "2026-12-04",
         "productOffering": {"id": "internet-300"},
         "billingAccount": {"id": "ACC-9", "paymentMode": "postpaid"}}"""
        .formatted(status);
  }
}
