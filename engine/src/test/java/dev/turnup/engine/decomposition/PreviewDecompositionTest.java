package dev.turnup.engine.decomposition;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.decomposition.CreditChecks.Inquiry;
import dev.turnup.engine.decomposition.InstalledBase.Found;
import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledBase.InstalledService;
import dev.turnup.engine.decomposition.InstalledBase.Search;
import dev.turnup.engine.decomposition.OtherOrders.Named;
import dev.turnup.engine.decomposition.OtherOrders.Overlap;
import dev.turnup.engine.decomposition.PreviewDecomposition.Preview;
import dev.turnup.engine.decomposition.PreviewDecomposition.Unanswered;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A preview tells what the order would be told, and what it could not find out. */
class PreviewDecompositionTest {

  private static final Failure DOWN = new Failure("inventory", "connection-refused", "nobody");

  private final Planning planning = new Planning();
  private int previewedMeanwhile;
  private List<Unanswered> innermost = List.of();
  private final List<Search> searches = new ArrayList<>();
  private final List<Inquiry> inquiries = new ArrayList<>();
  private Outcome<Found> inventory = new Outcome.Answer<>(new Found(List.of()));
  private Outcome<CreditChecks.Verdict> credit =
      new Outcome.Answer<>(new CreditChecks.Verdict(true, "", ""));
  private final PreviewDecomposition previewDecomposition =
      new PreviewDecomposition(
          planning.territories,
          planning.tables,
          this::found,
          this::checked,
          planning.compareOrders);

  @Test
  void usesWhatTheCustomerHasAndAsksForNothingTwice() {
    inventory = new Outcome.Answer<>(new Found(List.of(tvOfTheCustomer())));

    Preview preview = preview(item("1", "voice-basic"));

    assertThat(preview.verdict()).isEqualTo(Verdict.VALID);
    assertThat(preview.components())
        .extracting(Component::name, Component::action)
        .containsExactlyInAnyOrder(
            tuple("voice-line", ComponentAction.ADD),
            tuple("access-line", ComponentAction.NONE),
            tuple("ont", ComponentAction.NONE),
            tuple("router", ComponentAction.NONE));
    assertThat(preview.unanswered()).isEmpty();
    assertThat(searches).hasSize(1);
    assertThat(inquiries).isEmpty();
    assertThat(planning.timeline.kinds()).isEmpty();
  }

  @Test
  void asksNobodyForWhatIsTheOrdersOwn() {
    assertThat(preview(item("1", "mobile-line")).verdict()).isEqualTo(Verdict.VALID);

    assertThat(searches).isEmpty();
  }

  @Test
  void tellsWhoHasNotAnswered() {
    planning.tables.checkCreditOf("voice-basic");
    inventory = new Outcome.Unavailable<>(DOWN, Optional.empty());
    credit = new Outcome.Rejected<>(new Failure("billing", "http-422", "no such customer"));

    Preview preview = preview(item("1", "voice-basic"));

    assertThat(preview.unanswered())
        .extracting(Unanswered::question, each -> each.failure().code())
        .containsExactly(
            tuple("inventory.find-products", "connection-refused"),
            tuple("billing.check-credit", "http-422"));
    assertThat(preview.components())
        .allMatch(component -> component.action() == ComponentAction.ADD);
  }

  @Test
  void keepsFewWaitingAtOnce() {
    previewedMeanwhile = 20;

    assertThat(preview(item("1", "voice-basic")).unanswered()).isEmpty();

    assertThat(searches).hasSize(16);
    assertThat(innermost).extracting(each -> each.failure().code()).containsExactly("busy");
    previewedMeanwhile = 0;
    assertThat(preview(item("1", "voice-basic")).unanswered()).isEmpty();
  }

  @Test
  void tellsThatTheCustomerMayNotOrderAndWhatOtherOrdersAreAbout() {
    planning.tables.checkCreditOf("voice-basic");
    planning.tables.verdict("duplicate-order", "repair");
    credit =
        new Outcome.Answer<>(new CreditChecks.Verdict(false, "fraud-suspected", "three cards"));
    OrderId other = new OrderId("PO-17");
    planning.others.addingTheSame.add(
        new Overlap(new ItemId("1"), other, new ItemId("7"), ItemAction.ADD));
    planning.others.named.add(new Named(other, Optional.of(OrderState.FAILED), false));

    Preview preview = preview(item("1", "voice-basic"));

    assertThat(preview.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(preview.findings())
        .extracting(judged -> judged.finding().code())
        .containsExactly("fraud-suspected", "earlier-order-failed", "duplicate-order");
    assertThat(preview.findings().get(2).finding().detail()).isEqualTo("order PO-17, item 7");
    assertThat(preview.components()).isEmpty();
  }

  @Test
  void tellsThatTheCustomerMayNotOrderBeforeAnybodyRepairsTheOrder() {
    planning.tables.checkCreditOf("voice-basic");
    credit =
        new Outcome.Answer<>(new CreditChecks.Verdict(false, "fraud-suspected", "three cards"));

    Preview preview = preview(AnItem.like(item("1", "voice-basic")).nowhere().item());

    assertThat(preview.findings())
        .extracting(judged -> judged.finding().code())
        .containsExactlyInAnyOrder("missing-site", "fraud-suspected");
    assertThat(preview.verdict()).isEqualTo(Verdict.INVALID);
  }

  @Test
  void namesNoOrderOfOthers() {
    planning.others.addingTheSame.add(
        new Overlap(new ItemId("1"), new OrderId("PO-18"), new ItemId("7"), ItemAction.ADD));

    assertThat(preview(item("1", "voice-basic")).findings())
        .extracting(judged -> judged.finding().detail())
        .containsExactly("another order");
  }

  private Preview preview(OrderItem... items) {
    return previewDecomposition.of(
        planning.orders.get(planning.accepted(items)), Set.of(new OrderId("PO-17")));
  }

  private CompletionStage<Outcome<Found>> found(CallKey key, Search search) {
    searches.add(search);
    if (previewedMeanwhile > 0) {
      previewedMeanwhile--;
      List<Unanswered> inside = preview(item("1", "voice-basic")).unanswered();
      if (!inside.isEmpty()) {
        innermost = inside;
      }
    }
    return CompletableFuture.completedFuture(inventory);
  }

  private CompletionStage<Outcome<CreditChecks.Verdict>> checked(CallKey key, Inquiry inquiry) {
    inquiries.add(inquiry);
    return CompletableFuture.completedFuture(credit);
  }

  private InstalledProduct tvOfTheCustomer() {
    OrderId any = planning.accepted(item("1", "tv-basic"));
    return new InstalledProduct(
        "P-1",
        true,
        Optional.of(planning.orders.get(any).header().customer().id()),
        Optional.empty(),
        Optional.of("tv-basic"),
        Optional.of(Planning.SITE),
        Map.of(),
        Stream.of("iptv", "access-line", "ont", "router")
            .map(
                name ->
                    new InstalledService(
                        "SRV-" + name,
                        Optional.of(name),
                        Optional.of("NET-" + name),
                        Optional.empty(),
                        Map.of("speed", "300"),
                        Optional.empty(),
                        List.of()))
            .toList());
  }
}
