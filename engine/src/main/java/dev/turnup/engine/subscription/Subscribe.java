package dev.turnup.engine.subscription;

import dev.turnup.engine.order.UseCase;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Takes a subscription. */
@UseCase
public final class Subscribe {

  /** Subscriptions of one login. */
  public static final int MOST = 20;

  private final Subscriptions subscriptions;
  private final Callbacks callbacks;
  private final Supplier<UUID> ids;
  private final Clock clock;

  public Subscribe(
      Subscriptions subscriptions, Callbacks callbacks, Supplier<UUID> ids, Clock clock) {
    this.subscriptions = subscriptions;
    this.callbacks = callbacks;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What is wanted.
   *
   * @param onlyOf the caller whose orders the owner may see; all if empty
   */
  public record Wish(
      String owner, Optional<String> onlyOf, URI callback, String query, Optional<Secret> secret) {}

  /** What became of a wish. */
  public sealed interface Answer {

    record Subscribed(Subscription subscription) implements Answer {}

    /** The same login has the same callback and query already. */
    record Already(Subscription subscription) implements Answer {}

    /** The login has as many as it may have. */
    record TooMany() implements Answer {}

    /** There is a secret, and no key to keep it with. */
    record KeepsNoSecrets() implements Answer {}
  }

  /**
   * Looks the callback's host up, which takes its time: not in a transaction.
   *
   * @throws Callbacks.UnfitCallback if nothing can be sent there
   */
  public URI checked(String callback) {
    return callbacks.checked(callback);
  }

  /**
   * Subscribes in the caller's transaction.
   *
   * @throws EventQuery.UnfitQuery if the query cannot be understood
   */
  public Answer as(Wish wish) {
    EventQuery wanted = EventQuery.in(wish.query());
    URI callback = wish.callback();
    if (wish.secret().isPresent() && !subscriptions.keepsSecrets()) {
      return new Answer.KeepsNoSecrets();
    }
    subscriptions.lock();
    List<Subscription> mine = subscriptions.of(wish.owner());
    Optional<Subscription> same =
        mine.stream()
            .filter(
                other -> other.callback().equals(callback) && other.query().equals(wish.query()))
            .findFirst();
    if (same.isPresent()) {
      return new Answer.Already(same.get());
    }
    if (mine.size() >= MOST) {
      return new Answer.TooMany();
    }
    Subscription subscription =
        new Subscription(
            ids.get(), wish.owner(), wish.onlyOf(), callback, wish.query(), clock.instant());
    subscriptions.add(subscription, wanted, wish.secret());
    return new Answer.Subscribed(subscription);
  }
}
