package dev.turnup.engine.subscription;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who is told of events. */
public interface Subscriptions {

  /** Lets nobody else add one until the transaction ends. */
  void lock();

  /** Those of a login, oldest first. */
  List<Subscription> of(String owner);

  /** All, oldest first. */
  List<Subscription> all();

  Optional<Subscription> find(UUID id);

  /** Whether a secret can be kept such that whoever reads the database does not learn it. */
  boolean keepsSecrets();

  /** Adds one, locked; it is told what is committed from now on. */
  void add(Subscription subscription, EventQuery wanted, Optional<Secret> secret);

  /**
   * Removes one, with what it was still to be told.
   *
   * @param owner whose it must be; anybody's if empty
   * @return whether there was one
   */
  boolean remove(UUID id, Optional<String> owner);

  /** How far each has got, oldest first. */
  List<Standing> standings();

  /**
   * Has everything that a subscriber could not be told tried again from now on.
   *
   * @return whether there is such a subscription
   */
  boolean resume(UUID id, Instant now);

  /**
   * How far a subscriber has got.
   *
   * @param behind how many events it is still to be told, counted to 10,000
   * @param failingOrders of how many orders something could not be told
   * @param parkedOrders of how many of these that is not tried any more
   * @param lastFailure why, the last time
   */
  record Standing(
      UUID id,
      String owner,
      URI callback,
      String query,
      boolean signed,
      long behind,
      long failingOrders,
      long parkedOrders,
      Optional<Instant> failingSince,
      Optional<String> lastFailure) {}
}
