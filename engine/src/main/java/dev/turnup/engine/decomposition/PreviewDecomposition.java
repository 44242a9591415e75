package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Decomposes an order that is none yet, by the newest tables, and keeps nothing of it. Nobody
 * outside is asked, so products that are installed are not known.
 */
@UseCase
public final class PreviewDecomposition {

  private final Territories territories;
  private final Decisions decisions;

  public PreviewDecomposition(Territories territories, Decisions decisions) {
    this.territories = territories;
    this.decisions = decisions;
  }

  /**
   * @param components none if the order is not valid; their ids count from 1, so that the same
   *     order has the same
   */
  public record Preview(Verdict verdict, List<Judged> findings, List<Component> components) {}

  /**
   * A finding and what becomes of the order because of it.
   *
   * @param verdict {@code VALID} if it is accepted
   */
  public record Judged(Finding finding, Verdict verdict, String explanation) {}

  /**
   * @throws Undecided if a table has no usable answer
   */
  public Preview of(ProductOrder order) {
    DecomposeItems.Result result =
        DecomposeItems.decomposed(order, decisions.newest(), List.of(), territories, counting());
    OrderRules rules = OrderRules.of(decisions.newest(), order, result.findings());
    return new Preview(
        rules.verdict(),
        rules.judged().stream()
            .map(each -> new Judged(each.finding(), each.verdict(), each.explanation()))
            .toList(),
        rules.verdict() == Verdict.VALID ? result.components() : List.of());
  }

  private static Supplier<ComponentId> counting() {
    AtomicLong last = new AtomicLong();
    return () -> new ComponentId(new UUID(0, last.incrementAndGet()));
  }
}
