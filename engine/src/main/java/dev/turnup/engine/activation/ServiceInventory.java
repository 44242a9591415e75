package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The book of the services that are active. No method waits for the answer. */
public interface ServiceInventory {

  /** Enters an active service, and uses up the capacity that was reserved for it. */
  CompletionStage<Outcome<Entry>> recordService(CallKey key, Recording request);

  /** Notes that a service of the book is different now. */
  CompletionStage<Outcome<Entry>> recordChange(CallKey key, Change request);

  /** Notes that a service of the book is no more; the entry is not active then. */
  CompletionStage<Outcome<Entry>> retireService(CallKey key, Retirement request);

  /** The entry that was made, changed or ended under this key, if one was. */
  CompletionStage<Outcome<Optional<Entry>>> findRecording(CallKey key, Subject subject);

  /** What the book says of a service. */
  CompletionStage<Outcome<Finding>> findService(CallKey key, Inquiry request);

  /**
   * A service to enter.
   *
   * @param kind {@code CFS}, {@code RFS} or {@code resource}
   * @param activeSince from when the network says that it is active
   * @param reliesOn components of its order
   * @param uses the book's own ids of the services that were there before and that it runs over:
   *     they are part of its product, too, from now on
   * @param reservation the reference of the capacity that it uses
   * @param networkReference the network's own id of the service, if it said one
   * @param product what it was sold as
   * @param sharedWith ids of the other products that use it
   */
  record Recording(
      Subject subject,
      String specification,
      String kind,
      Map<String, String> characteristics,
      Instant activeSince,
      List<ComponentId> reliesOn,
      List<String> uses,
      Optional<String> reservation,
      Optional<String> networkReference,
      Product product,
      List<String> sharedWith) {}

  /**
   * The product that a service makes, alone or with others.
   *
   * @param id by which later orders name it
   * @param account the billing account, if the order names one
   * @param characteristics as it was sold, by name
   */
  record Product(
      String id,
      Optional<String> offering,
      String customer,
      Optional<String> account,
      Map<String, String> characteristics) {}

  /**
   * A service that is different now.
   *
   * @param reference the book's own id
   * @param characteristics those that are different, by name; the others stay
   * @param reservation the reference of the capacity that it uses beyond what it used before
   * @param takes how much capacity it takes from now on, all in all; what it took beyond that is
   *     free again. Empty if it takes none, or as much as before
   * @param product as what it is sold from now on
   */
  record Change(
      Subject subject,
      String reference,
      Map<String, String> characteristics,
      Optional<String> reservation,
      Optional<CapacityNeed> takes,
      Product product) {}

  /**
   * A service that is no more.
   *
   * @param reference the book's own id
   */
  record Retirement(Subject subject, String reference, Instant ended) {}

  /** Whom is asked about. */
  record Inquiry(Subject subject) {}

  /** The service's entry; empty if the book has none. */
  record Finding(Optional<Entry> entry) {}

  /**
   * An entry of the book.
   *
   * @param reference the book's own id
   * @param active whether the book has it as active
   */
  record Entry(String reference, boolean active, Optional<Instant> activeSince) {}
}
