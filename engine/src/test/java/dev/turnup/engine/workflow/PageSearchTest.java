package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.RowMapper;

class PageSearchTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final List<List<OrderId>> pages = new ArrayList<>();
  private final List<String> looked = new ArrayList<>();
  private int failing = -1;

  private final PageSearch search = new Everything(new Pages());

  /** Pages of places where orders are lost; their keys are their numbers. */
  private final class Pages extends Places {

    Pages() {
      super(null, null, null);
    }

    @Override
    Looked look(
        String page, Map<String, Object> parameters, String after, Finding finding, Instant now) {
      looked.add(after);
      int number = after.isEmpty() ? 0 : Integer.parseInt(after) + 1;
      if (number == failing) {
        throw new IllegalStateException("away");
      }
      return number == pages.size()
          ? new Looked(List.of(), Optional.empty())
          : new Looked(pages.get(number), Optional.of(String.valueOf(number)));
    }

    @Override
    List<Stuck> unattendedAmong(
        Collection<OrderId> orders,
        Finding finding,
        String found,
        Map<String, Object> parameters,
        Instant now,
        RowMapper<Stuck> reading) {
      return orders.stream().map(order -> new Stuck(order, finding, "lost")).toList();
    }
  }

  private static final class Everything extends PageSearch {

    Everything(Places places) {
      super(Finding.NO_NEXT_EVENT, places);
    }

    @Override
    String page() {
      return "";
    }

    @Override
    String found() {
      return "";
    }

    @Override
    String explanation(String step, String since) {
      return step;
    }
  }

  private static List<OrderId> orders(int... numbers) {
    List<OrderId> orders = new ArrayList<>();
    for (int number : numbers) {
      orders.add(new OrderId("PO-" + number));
    }
    return orders;
  }

  private List<OrderId> found(int limit) {
    return search.unattended(NOW, limit).stream().map(Stuck::order).toList();
  }

  @Test
  void anOrderThatIsLostAtSeveralPlacesIsFoundOnce() {
    pages.addAll(List.of(orders(1, 2), orders(), orders(2, 3)));

    assertThat(found(10)).isEqualTo(orders(1, 2, 3));
  }

  @Test
  void whatThereIsNoRoomForIsFoundInTheNextRound() {
    pages.addAll(List.of(orders(1), orders(2, 3), orders(4), orders(5)));

    assertThat(found(2)).as("whole pages").isEqualTo(orders(1, 2, 3));
    assertThat(found(2)).isEqualTo(orders(4, 5));
    assertThat(found(2)).as("nothing comes after").isEmpty();
    assertThat(found(2)).as("from the beginning").isEqualTo(orders(1, 2, 3));
  }

  @Test
  void whatWasFoundBeforeAPageFailedIsFoundInTheNextRound() {
    pages.addAll(List.of(orders(1), orders(2), orders(3)));
    failing = 2;
    assertThatThrownBy(() -> found(10)).isInstanceOf(IllegalStateException.class);
    failing = -1;

    assertThat(found(10)).isEqualTo(orders(1, 2, 3));
  }

  @Test
  void aRoundLooksAtSomeOfVeryManyPagesAndTheNextGoesOn() {
    for (int number = 1; number <= 300; number++) {
      pages.add(number == 300 ? orders(number) : orders());
    }

    assertThat(found(10)).isEmpty();
    assertThat(looked).hasSize(250);
    assertThat(found(10)).isEqualTo(orders(300));
  }
}
