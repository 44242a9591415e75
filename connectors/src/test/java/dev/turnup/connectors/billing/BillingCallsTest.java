package dev.turnup.connectors.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.ConnectorsTest;
import dev.turnup.connectors.Peer;
import dev.turnup.connectors.billing.BillingConnector.Bill;
import dev.turnup.connectors.billing.BillingConnector.StartBilling;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
                    "SITE-1", "internet-300", "CUST-9", "postpaid", ACCEPTED, Map.of())));

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
