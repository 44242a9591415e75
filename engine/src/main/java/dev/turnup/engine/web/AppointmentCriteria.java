package dev.turnup.engine.web;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderQuery.Operator;
import dev.turnup.engine.scheduling.Booking;
import dev.turnup.engine.scheduling.Bookings.Wanted;
import dev.turnup.engine.web.ListRequest.Filter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the filters of a list of appointments. */
final class AppointmentCriteria {

  private static final String PATH = AppointmentController.PATH + "/";

  /** What is no UUID is no appointment's id. */
  private static final UUID NOBODYS = new UUID(0, 0);

  private AppointmentCriteria() {}

  /**
   * What a request asks for, of the orders of one caller or of all.
   *
   * @throws RequestRefused 400 that says what is wrong and how it is right
   */
  static Wanted of(ListRequest request, Optional<String> onlyOf) {
    if (request.sort().isPresent()) {
      throw RequestRefused.malformed(
          "invalid-criterion", "appointments come newest first", "Leave sort out.");
    }
    List<UUID> ids = new ArrayList<>();
    List<OrderId> orders = new ArrayList<>();
    List<Booking.State> states = new ArrayList<>();
    for (Filter filter : request.filters()) {
      if (filter.operator() != Operator.EQUAL) {
        throw RequestRefused.malformed(
            "invalid-criterion",
            ListRequest.shown(filter.attribute()) + " is compared by = only",
            "");
      }
      for (String value : filter.values()) {
        switch (filter.attribute()) {
          case "id" -> ids.add(idOf(value));
          case "href" ->
              ids.add(value.startsWith(PATH) ? idOf(value.substring(PATH.length())) : NOBODYS);
          case "relatedEntity", "relatedEntity.id" -> orders.add(new OrderId(value));
          case "status" -> states.add(stateOf(value));
          default ->
              throw RequestRefused.malformed(
                  "unknown-criterion",
                  "appointments cannot be selected by " + ListRequest.shown(filter.attribute()),
                  "There are id, href, relatedEntity.id, status.");
        }
      }
    }
    return new Wanted(
        onlyOf,
        ids,
        orders,
        states,
        request
            .cursor()
            .map(cursor -> CancellationCriteria.uuid(cursor).orElseThrow(Cursor::refusal)),
        request.offset(),
        request.limit());
  }

  private static UUID idOf(String text) {
    return CancellationCriteria.uuid(text).orElse(NOBODYS);
  }

  private static Booking.State stateOf(String name) {
    return Arrays.stream(Booking.State.values())
        .filter(state -> state.tmfName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                RequestRefused.malformed(
                    "invalid-criterion",
                    ListRequest.shown(name) + " is no status of an appointment",
                    "One of initialized, confirmed, completed, failed, cancelled."));
  }
}
