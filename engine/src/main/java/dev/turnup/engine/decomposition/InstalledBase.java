package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What customers have already. No method waits for the answer. */
public interface InstalledBase {

  /** Those of the wanted products that there are, or were, and what the customer has there. */
  CompletionStage<Outcome<Found>> findProducts(CallKey key, Search request);

  /**
   * Which products are looked for.
   *
   * @param products their ids, as the order's sender wrote them
   * @param customer whose products are looked for besides, if any site or account is named
   * @param sites ids of the places where the customer's products are
   * @param accounts ids of the billing accounts that they are on
   */
  record Search(
      Subject subject,
      List<String> products,
      String customer,
      List<String> sites,
      List<String> accounts) {

    boolean isEmpty() {
      return products.isEmpty() && sites.isEmpty() && accounts.isEmpty();
    }
  }

  /** What there is; whatever is missing was never there. */
  record Found(List<InstalledProduct> products) {

    /** Each of them once, even if it was told twice. */
    Collection<InstalledProduct> once() {
      Map<String, InstalledProduct> byId = new LinkedHashMap<>();
      products.forEach(product -> byId.putIfAbsent(product.id(), product));
      return byId.values();
    }
  }

  /**
   * A product that a customer has, or had.
   *
   * @param active whether the customer has it now
   * @param customer whose it is, if the inventory says so
   * @param account the id of its billing account, if the inventory says so
   * @param site its place, with the address as far as the inventory says it; empty for what has no
   *     place
   * @param characteristics as it was sold, by name
   * @param services what it is made of and is there
   */
  record InstalledProduct(
      String id,
      boolean active,
      Optional<String> customer,
      Optional<String> account,
      Optional<String> offering,
      Optional<Site> site,
      Map<String, String> characteristics,
      List<InstalledService> services) {

    /** Unless the inventory says that it is somebody else's. */
    boolean belongsTo(String other) {
      return customer.filter(known -> !known.equals(other)).isEmpty();
    }
  }

  /**
   * A service that is part of a product.
   *
   * @param reference the inventory's own id
   * @param component the component's name, if the inventory says so
   * @param networkReference the network's own id, if the inventory knows it
   * @param site the id of the place where it is, which need not be its product's, if the inventory
   *     says so
   * @param characteristics as it was made, by name
   * @param sharedWith ids of the other products that are there and use it
   */
  record InstalledService(
      String reference,
      Optional<String> component,
      Optional<String> networkReference,
      Optional<String> site,
      Map<String, String> characteristics,
      Optional<Instant> activeSince,
      List<String> sharedWith) {}
}
