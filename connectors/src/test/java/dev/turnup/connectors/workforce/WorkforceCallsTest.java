package dev.turnup.connectors.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.Call.Subject;
import dev.turnup.connectors.ConnectorsTest;
import dev.turnup.connectors.Peer;
import dev.turnup.connectors.workforce.WorkforceConnector.Cancellation;
import dev.turnup.connectors.workforce.WorkforceConnector.DispatchVisit;
import dev.turnup.connectors.workforce.WorkforceConnector.Visit;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;

class WorkforceCallsTest extends ConnectorsTest {

  @Test
  void sendsATechnicianInTheSitesOwnTime() throws Exception {
    PEER.does(
        Peer.answers(
            201,
            """
            {"id": "VISIT-4", "externalId": "d-1", "status": "confirmed",
             "validFor": {"startDateTime": "2026-12-04T09:00:00+01:00",
                          "endDateTime": "2026-12-04T10:00:00+01:00"}}"""));
    OffsetDateTime nine = OffsetDateTime.parse("2026-12-04T09:00:00+01:00");

    Visit visit =
        answerTo(
            workforce.dispatchVisit(
                new Call("a-key", new Subject("PO-1007", "", "", "d-1")),
                new DispatchVisit(
                    "d-1",
                    "j-1",
                    nine,
                    nine.plusHours(1),
                    "SITE-17",
                    "12 High Street",
                    "anna",
                    "ben",
                    "CUST-9",
                    "Install iptv")));

    assertThat(visit).isEqualTo(new Visit("VISIT-4", "confirmed", nine, nine.plusHours(1)));
    JSONAssert.assertEquals(
        """
        {"externalId": "d-1", "category": "installation", "description": "Install iptv",
         "validFor": {"startDateTime": "2026-12-04T09:00+01:00",
                      "endDateTime": "2026-12-04T10:00+01:00"},
         "relatedPlace": {"id": "SITE-17", "role": "installationSite", "name": "12 High Street"},
         "relatedParty": [{"id": "anna", "role": "technician"}, {"id": "ben", "role": "technician"},
                          {"id": "CUST-9", "role": "customer"}],
         "relatedEntity": [
           {"id": "PO-1007", "role": "productOrder", "@referredType": "ProductOrder"},
           {"id": "d-1", "role": "delivery", "@referredType": "Delivery"},
           {"id": "j-1", "role": "journey", "@referredType": "Journey"}]}""",
        PEER.onlyRequest().body(),
        true);
  }

  @Test
  void callsAVisitOffByItsKeyAlone() throws Exception {
    PEER.does(
        Peer.answers(
            200, "{\"id\": \"VISIT-4\", \"externalId\": \"d-1\", \"status\": \"cancelled\"}"));

    Cancellation cancellation =
        answerTo(
            workforce.cancelVisit(new Call("a-key", new Subject("PO-1007", "", "", "d-1")), "d-1"));

    assertThat(cancellation).isEqualTo(new Cancellation("VISIT-4", "cancelled"));
    JSONAssert.assertEquals(
        """
        {"externalId": "d-1", "status": "cancelled",
         "relatedEntity": [
           {"id": "PO-1007", "role": "productOrder", "@referredType": "ProductOrder"},
           {"id": "d-1", "role": "delivery", "@referredType": "Delivery"}]}""",
        PEER.onlyRequest().body(),
        true);
  }
}
