package dev.turnup.engine.bulk;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.joining;

import dev.turnup.engine.bulk.OrderSketch.Fallen;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Has the steps of an order that fell out tried again, all or those of one cause. */
@UseCase
public final class RetryFallouts implements OfferedAction {

  static final String NAME = "retry-fallout";

  /** Parameters: only fallouts of this cause, only those of this system. */
  static final String FINGERPRINT = "fingerprint";

  static final String SYSTEM = "system";

  private static final String IN_HAND = FalloutState.IN_HAND.code();

  private final FalloutBook fallouts;
  private final FalloutWork work;
  private final RecheckFallouts recheckFallouts;

  public RetryFallouts(FalloutBook fallouts, FalloutWork work, RecheckFallouts recheckFallouts) {
    this.fallouts = fallouts;
    this.work = work;
    this.recheckFallouts = recheckFallouts;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Who selects orders by a cause means the fallouts of that cause. */
  @Override
  public Map<String, String> checked(Map<String, String> parameters, Selection selection) {
    Map<String, String> meant = new HashMap<>();
    if (selection instanceof Selection.Filter filter) {
      filter.fingerprint().ifPresent(cause -> meant.put(FINGERPRINT, cause));
      filter.system().ifPresent(system -> meant.put(SYSTEM, system));
    }
    meant.putAll(parameters);
    if (!Set.of(FINGERPRINT, SYSTEM).containsAll(meant.keySet())) {
      throw new Refused(
          "retry-fallout takes the parameters fingerprint and system, and needs neither.");
    }
    return meant;
  }

  @Override
  public Forecast forecast(OrderSketch order, Map<String, String> parameters) {
    List<Fallen> meant =
        order.fallouts().stream()
            .filter(it -> isMeant(it.fingerprint(), it.system(), parameters))
            .toList();
    if (meant.isEmpty()) {
      return Forecast.not("nothing like that has fallen out of it");
    }
    String steps =
        meant.stream()
            .filter(Fallen::forAPerson)
            .map(it -> it.step() + (it.state().equals(IN_HAND) ? " (somebody has it)" : ""))
            .distinct()
            .sorted()
            .collect(joining(", "));
    return steps.isEmpty()
        ? Forecast.not(
            "nobody is asked about it now: "
                + meant.stream().map(Fallen::state).distinct().sorted().collect(joining(", ")))
        : Forecast.that(steps + " is tried again");
  }

  @Override
  public Outcome run(OrderId order, Map<String, String> parameters) {
    List<Fallout> unsettled =
        fallouts.unsettled(order).stream().filter(it -> isMeant(it, parameters)).toList();
    if (unsettled.isEmpty()) {
      return new Outcome.NotNeeded("there is no such fallout any more");
    }
    List<FalloutId> retried =
        unsettled.stream().map(Fallout::id).filter(id -> work.retry(order, id)).toList();
    return retried.isEmpty()
        ? new Outcome.NotNeeded(
            "nobody is asked about it now: it waits for something else, or is suspended")
        : new Outcome.Begun(
            retried.stream().map(FalloutId::toString).collect(joining(" ")), carriedOut(retried));
  }

  /** When the first of them is; past if that is now. */
  private Optional<Instant> carriedOut(List<FalloutId> retried) {
    return retried.stream()
        .map(id -> fallouts.get(id).undoUntil().orElse(Instant.EPOCH))
        .min(naturalOrder());
  }

  private static boolean isMeant(Fallout fallout, Map<String, String> parameters) {
    return isMeant(fallout.fingerprint(), fallout.what().failure().system(), parameters);
  }

  private static boolean isMeant(
      String fingerprint, String system, Map<String, String> parameters) {
    return Stream.of(Map.entry(FINGERPRINT, fingerprint), Map.entry(SYSTEM, system))
        .allMatch(
            own -> parameters.getOrDefault(own.getKey(), own.getValue()).equals(own.getValue()));
  }

  @Override
  public Recheck recheck(OrderId order, String reference, Instant since) {
    return recheckFallouts.of(
        Arrays.stream(reference.split(" ")).map(FalloutId::of).toList(), since);
  }
}
