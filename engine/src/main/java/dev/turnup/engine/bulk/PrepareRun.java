package dev.turnup.engine.bulk;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.desk.SeekApproval;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Prepares a run that a person wants: what would happen to each of its orders. */
@UseCase
public final class PrepareRun {

  /** Orders previewed in one transaction. */
  private static final int AT_ONCE = 500;

  private static final int LONGEST_REASON = 2_000;
  private static final int MOST_NAMED = 5;

  private final Runs runs;
  private final Map<String, OfferedAction> actions;
  private final SeekApproval seekApproval;
  private final Clock clock;

  public PrepareRun(
      Runs runs, List<OfferedAction> actions, SeekApproval seekApproval, Clock clock) {
    this.runs = runs;
    this.actions = actions.stream().collect(toMap(OfferedAction::name, action -> action));
    this.seekApproval = seekApproval;
    this.clock = clock;
  }

  /**
   * By what a repeated wish is recognised.
   *
   * @param contentHash of all that was wished
   */
  public record Key(String value, String contentHash) {}

  /** What became of a wish. */
  public sealed interface Result {

    /** Its orders are chosen; {@link #goOn} until they are previewed. */
    record Chosen(RunId run) implements Result {}

    /** The same was wished before under the same key. */
    record Repeated(RunId run) implements Result {}

    /** Something else was wished before under the same key. */
    record KeyTaken(RunId run) implements Result {}
  }

  /**
   * Chooses the orders.
   *
   * @throws Refused if there is no such action, its parameters are wrong, an order is unknown, or
   *     there are none or too many
   */
  public Result of(Run.Wish wish, Selection selection, Optional<Key> key) {
    OfferedAction action = actions.get(wish.action());
    if (action == null) {
      throw new Refused(
          "There is no action %s; there are %s."
              .formatted(wish.action(), actions.keySet().stream().sorted().collect(joining(", "))));
    }
    String reason = wish.reason().strip();
    if (reason.isEmpty() || reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
      throw new Refused("Say why, in 1 to " + LONGEST_REASON + " characters.");
    }
    Run run =
        Run.created(
            runs.nextId(),
            new Run.Wish(
                wish.action(),
                action.checked(wish.parameters(), selection),
                reason,
                wish.author(),
                wish.pace()),
            clock.instant());
    Optional<Runs.Posted> before = runs.add(run, key);
    if (before.isPresent()) {
      RunId known = before.get().run();
      return key.filter(same -> same.contentHash().equals(before.get().contentHash())).isPresent()
          ? new Result.Repeated(known)
          : new Result.KeyTaken(known);
    }
    choose(run.id(), selection);
    runs.update(run.previewing(clock.instant()));
    return new Result.Chosen(run.id());
  }

  private void choose(RunId run, Selection selection) {
    if (selection instanceof Selection.Numbers numbers) {
      if (runs.addOrders(run, numbers.orders()) < numbers.orders().size()) {
        throw new Refused(
            "There is no order "
                + runs.missing(run, numbers.orders(), MOST_NAMED).stream()
                    .map(OrderId::value)
                    .collect(joining(", "))
                + ".");
      }
      return;
    }
    int chosen = runs.addOrders(run, (Selection.Filter) selection, Selection.MOST + 1);
    if (chosen == 0) {
      throw new Refused("No order that has not ended is like that.");
    }
    if (chosen > Selection.MOST) {
      throw new Refused(
          "More than %d orders are like that; say more of which are meant."
              .formatted(Selection.MOST));
    }
  }

  /**
   * Previews the next of the orders, in a transaction of the caller's.
   *
   * @return whether there is more to do
   */
  public boolean goOn(RunId id) {
    Run run = runs.lock(id);
    if (run.state() != RunState.PREVIEWING) {
      return false;
    }
    OfferedAction action = Objects.requireNonNull(actions.get(run.wish().action()));
    Map<OrderId, Forecast> forecasts = new LinkedHashMap<>();
    for (OrderSketch order : runs.unforeseen(id, AT_ONCE)) {
      forecasts.put(order.id(), action.forecast(order, run.wish().parameters()));
    }
    if (!forecasts.isEmpty()) {
      runs.foresee(id, forecasts);
      runs.update(run.previewing(clock.instant()));
      return true;
    }
    boolean secondPerson =
        runs.oneOfEachTier(id).stream()
            .anyMatch(order -> seekApproval.isNeededForMany(order, "bulk-" + action.name()));
    runs.update(run.over(runs.waiting(id)).previewed(secondPerson));
    return false;
  }
}
