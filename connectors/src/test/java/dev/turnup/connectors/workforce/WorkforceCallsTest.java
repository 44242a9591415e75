package dev.turnup.connectors.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.Call.Subject;
import dev.turnup.connectors.CallOutcome.OutcomeUnknown;
import dev.turnup.connectors.ConnectorsTest;
import dev.turnup.connectors.Peer;
import dev.turnup.connectors.workforce.WorkforceConnector.Cancellation;
import dev.turnup.connectors.workforce.WorkforceConnector.DispatchVisit;
import dev.turnup.connectors.workforce.WorkforceConnector.ReserveVisit;
import dev.turnup.connectors.workforce.WorkforceConnector.Reserved;
import dev.turnup.connectors.workforce.WorkforceConnector.SlotSearch;
import dev.turnup.connectors.workforce.WorkforceConnector.TimeSlot;
import dev.turnup.connectors.workforce.WorkforceConnector.Visit;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;

class WorkforceCallsTest extends ConnectorsTest {

  private static final Call CALL = new Call("a-key", new Subject("PO-1007", "", "", "d-1"));
  private static final OffsetDateTime NINE = OffsetDateTime.parse("2026-12-04T09:00:00+01:00");
  private static final SlotSearch SEARCH =
      new SlotSearch(
          NINE.minusHours(9),
          NINE.minusHours(9).plusDays(60),
          90,
          2,
          List.of("fibre"),
          "SITE-17",
          "12 High Street",
          "20457",
          "CUST-9");

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
                    2,
                    List.of("fibre"),
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
         "visitTechnicians": 2,
         "relatedPlace": {"id": "SITE-17", "role": "installationSite", "name": "12 High Street"},
         "relatedParty": [{"id": "anna", "role": "technician"}, {"id": "ben", "role": "technician"},
                          {"id": "CUST-9", "role": "customer"}],
         "relatedEntity": [
           {"id": "PO-1007", "role": "productOrder", "@referredType": "ProductOrder"},
           {"id": "d-1", "role": "delivery", "@referredType": "Delivery"},
           {"id": "j-1", "role": "journey", "@referredType": "Journey"},
           {"id": "fibre", "role": "skill", "@referredType": "Skill"}]}""",
        PEER.onlyRequest().body(),
        true);
  }

  @Test
  void asksWhenAVisitCanBe() throws Exception {
    PEER.does(
        Peer.answers(
            200,
            found(
                slot("S-3", "2026-12-04T14:00:00Z", "2026-12-04T15:00:00Z"),
                slot("S-2", "2026-12-04T09:00:00+01:00", "2026-12-04T10:00:00+01:00"),
                slot("too-early", "2026-12-03T23:59:59+01:00", "2026-12-04T10:00:00+01:00"),
                slot("too-late", "2027-02-02T00:00:00+01:00", "2027-02-02T10:00:00+01:00"),
                slot("no-time", "2026-12-04T09:00:00+01:00", "2026-12-04T09:00:00+01:00"),
                slot("too-long", "2026-12-04T09:00:00+01:00", "2026-12-05T09:00:01+01:00"),
                slot("for-ever", "2026-12-04T09:00:00+01:00", "+300000-12-04T10:00:00+01:00"))));

    List<TimeSlot> slots = answerTo(workforce.searchTimeSlots(CALL, SEARCH));

    assertThat(slots)
        .containsExactly(
            new TimeSlot("S-2", NINE, NINE.plusHours(1)),
            new TimeSlot(
                "S-3",
                OffsetDateTime.parse("2026-12-04T14:00Z"),
                OffsetDateTime.parse("2026-12-04T15:00Z")));
    JSONAssert.assertEquals(
        """
        {"requestedTimeSlot": [{"validFor": {"startDateTime": "2026-12-04T00:00+01:00",
                                             "endDateTime": "2027-02-02T00:00+01:00"}}],
         "visitMinutes": 90, "visitTechnicians": 2,
         "relatedPlace": {"id": "SITE-17", "role": "installationSite", "name": "12 High Street",
                          "postcode": "20457"},
         "relatedParty": [{"id": "CUST-9", "role": "customer"}],
         "relatedEntity": [
           {"id": "PO-1007", "role": "productOrder", "@referredType": "ProductOrder"},
           {"id": "d-1", "role": "delivery", "@referredType": "Delivery"},
           {"id": "fibre", "role": "skill", "@referredType": "Skill"}]}""",
        PEER.onlyRequest().body(),
        true);
  }

  /** 300 technicians can come at 09:00, and each quarter of an hour of many days is offered. */
  @Test
  void leavesEachDayItsShareOfWhatIsOffered() {
    String[] many = new String[3_300];
    Arrays.setAll(
        many,
        i -> {
          OffsetDateTime start = NINE.plusMinutes(Math.max(0, 3_000 - i) * 15L);
          return slot(
              "S-" + i, start.toString(), start.plusMinutes(i < 3_290 ? 60 : 90).toString());
        });
    PEER.does(Peer.answers(200, found(many)));

    List<TimeSlot> slots = answerTo(workforce.searchTimeSlots(CALL, SEARCH));

    assertThat(slots)
        .first()
        .as("the longest of those at one time")
        .extracting(slot -> slot.end().toInstant())
        .isEqualTo(NINE.plusMinutes(90).toInstant());
    assertThat(slots)
        .isSortedAccordingTo(Comparator.comparing(slot -> slot.start().toInstant()))
        .hasSize(32 * WorkforceConnector.MOST_A_DAY);
    assertThat(slots.stream().filter(slot -> slot.start().isBefore(NINE.plusHours(15))))
        .hasSize(WorkforceConnector.MOST_A_DAY);
  }

  @Test
  void cannotReadANameWithoutEnd() {
    PEER.does(
        Peer.answers(
            200, found(slot("S".repeat(201), "2026-12-04T14:00:00Z", "2026-12-04T15:00:00Z"))));
    assertThat(outcomeOf(workforce.searchTimeSlots(CALL, SEARCH)))
        .isInstanceOf(OutcomeUnknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status': 'inProgress', 'availableTimeSlot': []}",
        "{'status': 'done', 'availableTimeSlot': [{'id': 'S-1'}]}",
        "{'status': 'done', 'availableTimeSlot': [null]}",
        "{'status': 'done', 'availableTimeSlot': [{'validFor': {'startDateTime': 'soon'}}]}",
        "{'status': 'done', 'availableTimeSlot': 'tomorrow'}",
        "{'status': 'done', 'availableTimeSlot': [{'validFor': {'startDateTime':"
            + " '2026-12-04T09:00:00', 'endDateTime': '2026-12-04T10:00:00'}}]}"
      })
  void knowsNothingByASearchThatItCannotRead(String answer) {
    PEER.does(Peer.answers(200, answer.replace('\'', '"')));

    assertThat(outcomeOf(workforce.searchTimeSlots(CALL, SEARCH)))
        .isInstanceOf(OutcomeUnknown.class);
  }

  @Test
  void hasATimeKeptOrIsToldThatItIsGone() throws Exception {
    PEER.does(
        Peer.answers(
            201,
            """
            {"id": "VISIT-4", "externalId": "d-1", "status": "initialized",
             "validFor": {"startDateTime": "2026-12-04T09:00:00+01:00",
                          "endDateTime": "2026-12-04T10:00:00+01:00"},
             "relatedParty": [{"id": "CUST-9", "role": "customer"},
                              {"id": "rita", "role": "technician"}]}"""));

    assertThat(answerTo(workforce.reserveVisit(CALL, reservation("S-2"))))
        .isEqualTo(new Reserved.Kept("VISIT-4", "initialized", NINE, NINE.plusHours(1), "rita"));
    JSONAssert.assertEquals(
        """
        {"externalId": "d-1", "status": "initialized", "category": "installation",
         "description": "Install iptv",
         "validFor": {"startDateTime": "2026-12-04T09:00+01:00",
                      "endDateTime": "2026-12-04T10:00+01:00"},
         "timeSlot": {"id": "S-2"}, "visitMinutes": 50, "visitTechnicians": 2,
         "relatedPlace": {"id": "SITE-17", "role": "installationSite", "name": "12 High Street",
                          "postcode": "20457"},
         "relatedParty": [{"id": "CUST-9", "role": "customer"}],
         "relatedEntity": [
           {"id": "PO-1007", "role": "productOrder", "@referredType": "ProductOrder"},
           {"id": "d-1", "role": "delivery", "@referredType": "Delivery"},
           {"id": "fibre", "role": "skill", "@referredType": "Skill"}]}""",
        PEER.onlyRequest().body(),
        true);

    PEER.does(
        Peer.answers(
            200,
            """
            {"status": "rejected", "reason": {"code": "slot-taken", "label": "too late"}}"""));
    assertThat(answerTo(workforce.reserveVisit(CALL, reservation(""))))
        .isEqualTo(new Reserved.Taken("slot-taken", "too late"));
    PEER.does(Peer.answers(200, "{\"status\": \"initialized\"}"));
    assertThat(outcomeOf(workforce.reserveVisit(CALL, reservation(""))))
        .isInstanceOf(OutcomeUnknown.class);
  }

  /** What is said of a conflict in another way is not known: it is asked by key. */
  @Test
  void doesNotTakeAConflictForAnAnswer() {
    PEER.does(Peer.answers(409, "{}"));
    assertThat(outcomeOf(workforce.reserveVisit(CALL, reservation(""))))
        .isInstanceOf(OutcomeUnknown.class);

    PEER.does(Peer.answers(200, "[]"));
    assertThat(answerTo(workforce.findReservation(CALL))).isEmpty();
  }

  private static String found(String... slots) {
    return "{\"id\": \"Q-1\", \"status\": \"done\", \"availableTimeSlot\": ["
        + String.join(",", slots)
        + "]}";
  }

  private static String slot(String id, String start, String end) {
    return "{\"id\":\"%s\",\"validFor\":{\"startDateTime\":\"%s\",\"endDateTime\":\"%s\"}}"
        .formatted(id, start, end);
  }

  private static ReserveVisit reservation(String slot) {
    return new ReserveVisit(
        "d-1",
        slot,
        NINE,
        NINE.plusHours(1),
        50,
        2,
        List.of("fibre"),
        "SITE-17",
        "12 High Street",
        "20457",
        "CUST-9",
        "Install iptv");
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
