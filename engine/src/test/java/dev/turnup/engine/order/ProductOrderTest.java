package dev.turnup.engine.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductOrderTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void isHeldOnlyWhenNoItemMoves() {
    ProductOrder order = inProgress("1", "2");

    order.moveItem(new ItemId("1"), ItemState.HELD, NOW);
    assertThat(order.state()).isEqualTo(OrderState.IN_PROGRESS);
    order.moveItem(new ItemId("2"), ItemState.HELD, NOW);
    assertThat(order.state()).isEqualTo(OrderState.HELD);

    order.moveItem(new ItemId("1"), ItemState.IN_PROGRESS, NOW);
    assertThat(order.state()).isEqualTo(OrderState.IN_PROGRESS);
  }

  @Test
  void isHeldAlthoughNothingHoldsTheBundle() {
    ProductOrder order =
        inProgress(
            List.of(
                Submissions.item("1", Optional.empty(), "triple-play"),
                Submissions.item("1.1", Optional.of("1"), "tv-basic")));

    order.moveItem(new ItemId("1.1"), ItemState.HELD, NOW);
    assertThat(order.state()).isEqualTo(OrderState.HELD);

    order.moveItem(new ItemId("1.1"), ItemState.IN_PROGRESS, NOW);
    assertThat(order.state()).isEqualTo(OrderState.IN_PROGRESS);
  }

  @Test
  void isMovedByNothingElseWhileItsCancellationIsAssessed() {
    ProductOrder order = inProgress("1", "2");
    order.moveItem(new ItemId("2"), ItemState.HELD, NOW);

    ProductOrder.Former former = order.assessCancellation(NOW);

    assertThat(order.state()).isEqualTo(OrderState.ASSESSING_CANCELLATION);
    assertThatThrownBy(() -> order.moveItem(new ItemId("1"), ItemState.IN_PROGRESS, NOW))
        .isInstanceOf(StaleVersion.class);
    assertThatThrownBy(() -> order.close(NOW)).isInstanceOf(StaleVersion.class);
    assertThatThrownBy(() -> order.moveAllTo(OrderState.REJECTED, NOW))
        .isInstanceOf(StaleVersion.class);

    order.denyCancellation(former, NOW);
    assertThat(order.state()).isEqualTo(OrderState.IN_PROGRESS);
    assertThat(order.items())
        .extracting(OrderItem::state)
        .containsExactly(ItemState.IN_PROGRESS, ItemState.HELD);
  }

  @Test
  void isCancelledWithAllThatIsOpen() {
    ProductOrder order = inProgress("1", "2");
    order.completeItem(new ItemId("1"), NOW);

    order.assessCancellation(NOW);
    order.grantCancellation(NOW);
    assertThat(order.state()).isEqualTo(OrderState.PENDING_CANCELLATION);
    order.moveAllTo(OrderState.CANCELLED, NOW);

    assertThat(order.completedAt()).contains(NOW);
    assertThat(order.items())
        .extracting(OrderItem::state)
        .containsExactly(ItemState.COMPLETED, ItemState.CANCELLED);
  }

  @Test
  void tellsEveryMoveInTheOrderOfTheMoves() {
    ProductOrder order = inProgress("1", "2");
    int before = order.moves().size();

    order.moveItem(new ItemId("1"), ItemState.HELD, NOW);
    order.moveItem(new ItemId("2"), ItemState.HELD, NOW);
    order.moveItem(new ItemId("2"), ItemState.HELD, NOW);
    order.completeItem(new ItemId("1"), NOW);

    assertThat(order.moves().subList(before, order.moves().size()))
        .extracting(TimelineEntry::text)
        .containsExactly(
            "Item 1 goes from inProgress to held",
            "Item 2 goes from inProgress to held",
            "Order goes from inProgress to held",
            "Item 1 goes from held to inProgress",
            "Order goes from held to inProgress",
            "Item 1 goes from inProgress to completed",
            "Order goes from inProgress to held");
  }

  @Test
  void saysWhichItemsMoveWithTheOrder() {
    ProductOrder order = inProgress("1", "2");

    order.moveItem(new ItemId("1"), ItemState.HELD, NOW);

    assertThat(order.moves())
        .extracting(move -> move.item().map(ItemId::value).orElse(""), TimelineEntry::facts)
        .containsExactly(
            tuple("1", Map.of("from", "acknowledged", "to", "inProgress", "with", "order")),
            tuple("2", Map.of("from", "acknowledged", "to", "inProgress", "with", "order")),
            tuple("", Map.of("from", "acknowledged", "to", "inProgress")),
            tuple("1", Map.of("from", "inProgress", "to", "held")));
  }

  @ParameterizedTest
  @CsvSource({"IN_PROGRESS", "HELD", "PENDING"})
  void completesAnItemWhateverStillHoldsIt(ItemState before) {
    ProductOrder order = inProgress("1", "2");
    order.moveItem(new ItemId("1"), before, NOW);

    order.completeItem(new ItemId("1"), NOW);

    assertThat(order.item(new ItemId("1")).state()).isEqualTo(ItemState.COMPLETED);
  }

  @Test
  void isPendingWhenTheOnlyOpenItemWaitsForSomebody() {
    ProductOrder order = inProgress("1", "2");

    order.moveItem(new ItemId("1"), ItemState.COMPLETED, NOW);
    order.moveItem(new ItemId("2"), ItemState.PENDING, NOW);

    assertThat(order.state()).isEqualTo(OrderState.PENDING);
  }

  @Test
  void goesFromHeldToPendingByTheOnlyWayThatTheDiagramHas() {
    ProductOrder order = inProgress("1", "2");

    order.moveItem(new ItemId("1"), ItemState.PENDING, NOW);
    order.moveItem(new ItemId("2"), ItemState.HELD, NOW);
    order.moveItem(new ItemId("2"), ItemState.IN_PROGRESS, NOW);
    order.moveItem(new ItemId("2"), ItemState.COMPLETED, NOW);

    assertThat(order.state()).isEqualTo(OrderState.PENDING);
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETED, COMPLETED, COMPLETED",
    "COMPLETED, FAILED, PARTIAL",
    "FAILED, FAILED, FAILED"
  })
  void endsAsItsItemsDid(ItemState first, ItemState second, OrderState end) {
    ProductOrder order = inProgress("1", "2");
    order.moveItem(new ItemId("1"), first, NOW);
    order.moveItem(new ItemId("2"), second, NOW);

    assertThat(order.close(NOW)).isEqualTo(end);
    assertThat(order.state()).isEqualTo(end);
    assertThat(order.completedAt()).contains(NOW);
  }

  @Test
  void doesNotEndWithAnOpenItem() {
    ProductOrder order = inProgress("1", "2");
    order.moveItem(new ItemId("1"), ItemState.COMPLETED, NOW);

    assertThatThrownBy(() -> order.close(NOW))
        .isInstanceOf(IllegalMove.class)
        .hasMessageContaining("open items");
  }

  @Test
  void refusesAMoveThatTheDiagramDoesNotHaveAndSaysWhich() {
    ProductOrder order = inProgress("1");
    order.moveItem(new ItemId("1"), ItemState.COMPLETED, NOW);

    assertThatThrownBy(() -> order.moveItem(new ItemId("1"), ItemState.HELD, NOW))
        .isInstanceOf(IllegalMove.class)
        .hasMessage("item 1 of order PO-1 cannot go from completed to held");
  }

  @Test
  void hasExactlyTheFinalStatesOfTheStandard() {
    assertThat(Stream.of(OrderState.values()).filter(OrderState::isFinal))
        .containsExactlyInAnyOrder(
            OrderState.REJECTED,
            OrderState.CANCELLED,
            OrderState.COMPLETED,
            OrderState.FAILED,
            OrderState.PARTIAL);
  }

  private static ProductOrder inProgress(String... ids) {
    return inProgress(
        Stream.of(ids).map(id -> Submissions.item(id, Optional.empty(), "tv-basic")).toList());
  }

  private static ProductOrder inProgress(List<OrderItem> items) {
    ProductOrder order =
        new ProductOrder(
            new ProductOrder.Header(
                new OrderId("PO-1"),
                "crm",
                Optional.empty(),
                new Customer("C-1", "Ada", "standard", Optional.empty(), Optional.empty()),
                NOW,
                Optional.empty(),
                Optional.empty()),
            OrderState.ACKNOWLEDGED,
            Optional.empty(),
            Optional.empty(),
            items,
            0);
    order.moveAllTo(OrderState.IN_PROGRESS, NOW);
    return order;
  }
}
