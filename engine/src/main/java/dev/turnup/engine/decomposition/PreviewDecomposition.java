package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.decomposition.InstalledBase.Found;
import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledBase.Search;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decomposes and judges an order that is none yet, by the newest tables, and keeps nothing of it.
 * What the customer has, and whether the customer may order, is asked outside, as for an order; not
 * to be called in a transaction.
 */
@UseCase
public final class PreviewDecomposition {

  /** How long anybody waits for an outside system. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** So that a system that hangs keeps few of the threads that orders are taken in by. */
  private static final int MOST_AT_ONCE = 16;

  private final Territories territories;
  private final Decisions decisions;
  private final InstalledBase installedBase;
  private final CreditChecks creditChecks;
  private final CompareOrders compareOrders;
  private final Semaphore asking = new Semaphore(MOST_AT_ONCE);

  public PreviewDecomposition(
      Territories territories,
      Decisions decisions,
      InstalledBase installedBase,
      CreditChecks creditChecks,
      CompareOrders compareOrders) {
    this.territories = territories;
    this.decisions = decisions;
    this.installedBase = installedBase;
    this.creditChecks = creditChecks;
    this.compareOrders = compareOrders;
  }

  /**
   * @param order with what is known of its products besides
   * @param components none if the order is not valid; their ids count from 1, so that the same
   *     order has the same
   * @param unanswered what the rest would depend on, too
   */
  public record Preview(
      ProductOrder order,
      Verdict verdict,
      List<Judged> findings,
      List<Component> components,
      List<Unanswered> unanswered) {}

  /**
   * A finding and what becomes of the order because of it.
   *
   * @param verdict {@code VALID} if it is accepted
   */
  public record Judged(Finding finding, Verdict verdict, String explanation) {}

  /**
   * A question that an outside system has not answered in time.
   *
   * @param question its topic, {@code billing.check-credit}
   */
  public record Unanswered(String question, Failure failure) {}

  /**
   * @param earlier the orders that it is to wait for
   * @throws Undecided if a table has no usable answer
   */
  public Preview of(ProductOrder sent, Set<OrderId> earlier) {
    Decisions newest = decisions.newest();
    List<Unanswered> unanswered = new ArrayList<>();
    Search search = FindInstalledProducts.searchFor(sent, newest);
    Collection<InstalledProduct> installed =
        search.isEmpty()
            ? List.of()
            : answer(
                    "inventory.find-products",
                    () -> installedBase.findProducts(key(), search),
                    unanswered)
                .map(Found::once)
                .orElseGet(List::of);
    ProductOrder order = completed(sent, installed);
    DecomposeItems.Result result =
        DecomposeItems.decomposed(order, newest, installed, territories, counting());
    List<Finding> findings = new ArrayList<>(result.findings());
    if (ChooseCreditCheck.isWantedFor(order, findings, newest)) {
      answer(
              "billing.check-credit",
              () -> creditChecks.checkCredit(key(), CheckCredit.inquiryFor(order)),
              unanswered)
          .flatMap(CheckCredit::refusal)
          .ifPresent(findings::add);
    }
    findings.addAll(compareOrders.ahead(order, earlier, result.components(), installed));
    OrderRules rules = OrderRules.of(newest, order, findings);
    return new Preview(
        order,
        rules.verdict(),
        rules.judged().stream()
            .map(each -> new Judged(each.finding(), each.verdict(), each.explanation()))
            .toList(),
        rules.verdict() == Verdict.VALID ? result.components() : List.of(),
        unanswered);
  }

  private static ProductOrder completed(ProductOrder sent, Collection<InstalledProduct> installed) {
    Map<ItemId, OrderItem> completed =
        FindInstalledProducts.completed(sent, installed).stream()
            .collect(toMap(OrderItem::id, Function.identity()));
    return new ProductOrder(
        sent.header(),
        sent.state(),
        sent.promisedDate(),
        sent.completedAt(),
        sent.items().stream().map(item -> completed.getOrDefault(item.id(), item)).toList(),
        sent.version());
  }

  private <A> Optional<A> answer(
      String question, Supplier<CompletionStage<Outcome<A>>> call, List<Unanswered> unanswered) {
    String system = question.substring(0, question.indexOf('.'));
    Outcome<A> outcome =
        new Outcome.Unknown<>(new Failure(system, "busy", "too many previews ask at once"));
    if (asking.tryAcquire()) {
      try {
        outcome = inTime(system, call.get());
      } finally {
        asking.release();
      }
    }
    if (outcome instanceof Outcome.Answer<A> answer) {
      return Optional.of(answer.value());
    }
    unanswered.add(new Unanswered(question, failureOf(outcome)));
    return Optional.empty();
  }

  private static <A> Outcome<A> inTime(String system, CompletionStage<Outcome<A>> call) {
    String late = "no answer in " + PATIENCE.toSeconds() + " s";
    return call.toCompletableFuture()
        .copy()
        .completeOnTimeout(
            new Outcome.Unknown<>(new Failure(system, "no-answer", late)),
            PATIENCE.toSeconds(),
            TimeUnit.SECONDS)
        .join();
  }

  private static Failure failureOf(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Unavailable<?> unavailable) {
      return unavailable.failure();
    }
    return outcome instanceof Outcome.Unknown<?> unknown
        ? unknown.failure()
        : ((Outcome.Rejected<?>) outcome).failure();
  }

  private static CallKey key() {
    return new CallKey("preview:" + UUID.randomUUID());
  }

  private static Supplier<ComponentId> counting() {
    AtomicLong last = new AtomicLong();
    return () -> new ComponentId(new UUID(0, last.incrementAndGet()));
  }
}
