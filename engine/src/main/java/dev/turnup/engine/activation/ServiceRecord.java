package dev.turnup.engine.activation;

import dev.turnup.engine.order.ComponentId;
import java.time.Instant;
import java.util.Optional;

/** What network and inventory last said of a component. */
public record ServiceRecord(ComponentId component, NetworkSays network, InventorySays inventory) {

  /**
   * The network's word.
   *
   * @param active empty before the service was tested
   * @param since from when it has worked; kept when a later test does not tell
   * @param evidence of the last test, or what the network reported by itself
   */
  public record NetworkSays(
      Optional<String> reference,
      Optional<Boolean> active,
      Optional<Instant> since,
      Optional<String> evidence) {}

  /**
   * The inventory's word.
   *
   * @param active empty before the service was recorded or looked up
   */
  public record InventorySays(
      Optional<String> reference, Optional<Boolean> active, Optional<Instant> since) {}

  /** Nothing was said yet. */
  public static ServiceRecord none(ComponentId component) {
    return new ServiceRecord(
        component,
        new NetworkSays(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        new InventorySays(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  ServiceRecord activated(Optional<String> reference) {
    return new ServiceRecord(
        component,
        new NetworkSays(
            reference.or(network::reference), network.active, network.since, network.evidence),
        inventory);
  }

  /** What a test has said before no longer counts: it is switched on anew. */
  ServiceRecord untested() {
    return new ServiceRecord(
        component,
        new NetworkSays(network.reference, Optional.empty(), network.since, network.evidence),
        inventory);
  }

  ServiceRecord reported(String evidence) {
    return new ServiceRecord(
        component,
        new NetworkSays(network.reference, network.active, network.since, Optional.of(evidence)),
        inventory);
  }

  /**
   * The service was tested; where the network cannot tell since when it works, since the last time
   * that it could, or now.
   */
  ServiceRecord tested(Network.Verdict verdict, Instant now) {
    Optional<Instant> since =
        verdict.active()
            ? verdict.since().or(network::since).or(() -> Optional.of(now))
            : network.since;
    return new ServiceRecord(
        component,
        new NetworkSays(
            network.reference,
            Optional.of(verdict.active()),
            since,
            Optional.of(verdict.evidence())),
        inventory);
  }

  /** The inventory has this entry, or none. */
  public ServiceRecord found(Optional<ServiceInventory.Entry> entry) {
    return new ServiceRecord(
        component,
        network,
        new InventorySays(
            entry.map(ServiceInventory.Entry::reference),
            Optional.of(entry.map(ServiceInventory.Entry::active).orElse(false)),
            entry.flatMap(ServiceInventory.Entry::activeSince)));
  }
}
