package dev.turnup.connectors.inventory;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.Operations;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What Turnup wants from the inventory: capacity (TMF645), reservations (TMF716), services (TMF638)
 * and the products that they make (TMF637). Days are days at the site. No method blocks; a stage
 * completes on a thread of the HTTP client, so what follows must not block there.
 */
public interface InventoryConnector extends Operations {

  /** Topic {@code inventory.check-capacity}. */
  CompletionStage<CallOutcome<Capacity>> checkCapacity(Call call, CheckCapacity request);

  /** Topic {@code inventory.reserve-capacity}. */
  CompletionStage<CallOutcome<Reservation>> reserveCapacity(Call call, ReserveCapacity request);

  /** Topic {@code inventory.extend-reservation}. */
  CompletionStage<CallOutcome<Reservation>> extendReservation(Call call, ExtendReservation request);

  /** Topic {@code inventory.release-reservation}: answers {@link Reservation.Ended}. */
  CompletionStage<CallOutcome<Reservation>> releaseReservation(Call call, String reservationId);

  /** The reservation that a call with {@code call}'s key made, extended or released, if any did. */
  CompletionStage<CallOutcome<Optional<Reservation>>> findReservation(Call call);

  /** Topic {@code inventory.record-service}. */
  CompletionStage<CallOutcome<RecordedService>> recordService(Call call, RecordService request);

  /** Topic {@code inventory.record-change}: a recorded service is different from now on. */
  CompletionStage<CallOutcome<RecordedService>> recordChange(Call call, RecordChange request);

  /** Topic {@code inventory.retire-service}: a recorded service is no more. */
  CompletionStage<CallOutcome<RecordedService>> retireService(Call call, RetireService request);

  /** The service that a call with {@code call}'s key recorded, changed or retired, if one did. */
  CompletionStage<CallOutcome<Optional<RecordedService>>> findRecord(Call call);

  /** Topic {@code inventory.find-service}: what is recorded for the call's component. */
  CompletionStage<CallOutcome<Optional<RecordedService>>> findService(Call call);

  /** Topic {@code inventory.find-products}: those of the wanted products that there are. */
  CompletionStage<CallOutcome<List<Product>>> findProducts(Call call, FindProducts request);

  /**
   * @param site the site's id, empty for a component without one
   * @param specification the component's name
   * @param resource what it needs room in, e.g. {@code fibre-port}
   * @param units how much of it
   */
  record CheckCapacity(String site, String specification, String resource, int units) {}

  /** Whether there is room. */
  sealed interface Capacity {

    record Available() implements Capacity {}

    record AvailableFrom(LocalDate day) implements Capacity {}

    /** A business no: no room, and no date. */
    record None(String code, String reason) implements Capacity {}
  }

  /**
   * @param from the day from which it will be used
   * @param until when the reservation is to lapse by itself
   */
  record ReserveCapacity(String site, String resource, int units, LocalDate from, Instant until) {}

  /**
   * @param from the day from which it will be used
   * @param until when the reservation is to lapse by itself
   */
  record ExtendReservation(String reservationId, LocalDate from, Instant until) {}

  /** What the inventory says of a reservation. */
  sealed interface Reservation {

    /**
     * @param on the very resource that the room is held on, an access node say; empty if the
     *     inventory does not tell
     */
    record Held(String reservationId, Instant until, String on) implements Reservation {}

    /** A business no: somebody was faster; nothing is held. */
    record Refused(String code, String reason) implements Reservation {}

    /** It is released or has lapsed; nothing is held. */
    record Ended(String reservationId, String state) implements Reservation {}
  }

  /**
   * @param kind CFS, RFS or resource
   * @param place where it is, {@link Place#NONE} for a component without a site
   * @param reliesOn what it relies on: ids of components, and the inventory's own ids of services
   *     that were there before, which belong to its product from now on, too
   * @param reservationId the reservation that it uses up, empty if none
   * @param since since when it is active
   * @param networkId the network's own id of the service, empty if the network did not say
   * @param product what it was sold as
   * @param sharedWith ids of the other products that use it
   */
  record RecordService(
      Place place,
      String specification,
      String kind,
      Map<String, String> characteristics,
      List<String> reliesOn,
      String reservationId,
      Instant since,
      String networkId,
      SoldAs product,
      List<String> sharedWith) {}

  /**
   * A product as it was sold.
   *
   * @param id what it is called from now on
   * @param offering empty if nobody said
   * @param account the billing account, empty if nobody said
   */
  record SoldAs(
      String id,
      String offering,
      String customer,
      String account,
      Map<String, String> characteristics) {}

  /**
   * Which products are wanted: those of these ids, and what the customer has at these sites and on
   * these accounts.
   */
  record FindProducts(
      List<String> ids, String customer, List<String> sites, List<String> accounts) {}

  /**
   * Where something is; what is not known is empty.
   *
   * @param address in one line
   */
  record Place(String id, String address, String postalCode) {
    public static final Place NONE = new Place("", "", "");
  }

  /**
   * @param serviceId the inventory's own id of the service
   * @param site the site's id, empty for a component without one
   * @param characteristics those that are different now; the others stay
   * @param reservationId the reservation of what it uses more of, empty if none
   * @param takes how much it takes now, all in all, so that the rest is free again; empty if that
   *     is not different
   * @param product as what it is sold now
   */
  record RecordChange(
      String serviceId,
      String site,
      Map<String, String> characteristics,
      String reservationId,
      Optional<Taken> takes,
      SoldAs product) {}

  /**
   * Capacity that a service takes.
   *
   * @param resource {@code bandwidth}
   */
  record Taken(String resource, int units) {}

  /**
   * @param serviceId the inventory's own id of the service
   * @param site the site's id, empty for a component without one
   * @param ended since when it is no more
   */
  record RetireService(String serviceId, String site, Instant ended) {}

  /**
   * A product that a customer has, or had. What the inventory does not tell is empty.
   *
   * @param status {@code active} if the customer has it
   * @param account the billing account
   * @param place {@link Place#NONE} if it has none
   * @param services what it is made of and is there; those that are no more are left out
   */
  record Product(
      String id,
      String status,
      String customer,
      String account,
      String offering,
      Place place,
      Map<String, String> characteristics,
      List<ProductService> services) {}

  /**
   * A service that a product is made of. What the inventory does not tell is empty.
   *
   * @param serviceId the inventory's own id
   * @param specification the component's name
   * @param networkId the network's own id
   * @param site the id of the place where it is, which need not be its product's
   * @param since since when it is active
   * @param sharedWith ids of the other products that are there and use it
   */
  record ProductService(
      String serviceId,
      String specification,
      String state,
      String networkId,
      String site,
      Map<String, String> characteristics,
      Optional<Instant> since,
      List<String> sharedWith) {}

  /**
   * @param since since when it is active; empty when it is not
   */
  record RecordedService(String serviceId, String state, Optional<Instant> since) {}
}
