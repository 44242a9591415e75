package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What customers have already. No method waits for the answer. */
public interface InstalledBase {

  /** Those of the wanted products that there are, or were. */
  CompletionStage<Outcome<Found>> findProducts(CallKey key, Search request);

  /**
   * Which products are looked for.
   *
   * @param products their ids, as the order's sender wrote them
   */
  record Search(Subject subject, List<String> products) {}

  /** What there is; whatever is missing was never there. */
  record Found(List<InstalledProduct> products) {}

  /**
   * A product that a customer has, or had.
   *
   * @param active whether the customer has it now
   * @param customer whose it is, if the inventory says so
   * @param site the id of its place; empty for what has no place
   * @param characteristics as it was sold, by name
   * @param services what it is made of and is there
   */
  record InstalledProduct(
      String id,
      boolean active,
      Optional<String> customer,
      Optional<String> offering,
      Optional<String> site,
      Map<String, String> characteristics,
      List<InstalledService> services) {}

  /**
   * A service that is part of a product.
   *
   * @param reference the inventory's own id
   * @param component the component's name, if the inventory says so
   * @param networkReference the network's own id, if the inventory knows it
   * @param characteristics as it was made, by name
   * @param sharedWith ids of the other products that are there and use it
   */
  record InstalledService(
      String reference,
      Optional<String> component,
      Optional<String> networkReference,
      Map<String, String> characteristics,
      Optional<Instant> activeSince,
      List<String> sharedWith) {}
}
