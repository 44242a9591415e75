package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.OrderDocuments;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderSearch;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much of a page is held at a time. */
class ShowOrdersTest {

  private static final int MEGABYTE = 1024 * 1024;

  private final List<Integer> readAtOnce = new ArrayList<>();

  @Test
  void readsSmallOrdersAtOnce() {
    Iterator<JsonNode> page = pageOf(100, 3_000, "");

    assertThat(readAtOnce).containsExactly(100);
    assertThat(page).toIterable().hasSize(100);
    assertThat(readAtOnce).containsExactly(100);
  }

  @Test
  void readsLargeOrdersWhileThePageIsWritten() {
    Iterator<JsonNode> page = pageOf(7, 3 * MEGABYTE / 2, "");

    assertThat(readAtOnce).containsExactly(2);
    assertThat(page)
        .toIterable()
        .extracting(order -> order.path("id").asText())
        .containsExactly("PO-1", "PO-2", "PO-3", "PO-4", "PO-5", "PO-6", "PO-7");
    assertThat(readAtOnce).containsExactly(2, 2, 2, 1);
  }

  @Test
  void readsLargeOrdersAtOnceWithoutTheirItems() {
    pageOf(100, 5 * MEGABYTE, "fields=state");

    assertThat(readAtOnce).containsExactly(100);
  }

  private Iterator<JsonNode> pageOf(int orders, int bytes, String query) {
    OrderSearch search =
        asked ->
            new OrderSearch.Answer.Found(
                IntStream.rangeClosed(1, orders)
                    .mapToObj(n -> new OrderSearch.Hit(new OrderId("PO-" + n), "", bytes))
                    .toList(),
                false,
                orders,
                true);
    ShowOrders showOrders =
        new ShowOrders(
            search,
            new Documents(),
            new ProductOrderRendering(new ProductOrderExtension(ids -> Map.of())));
    return Objects.requireNonNull(showOrders.page(Optional.of(query), Optional.empty()).getBody());
  }

  private final class Documents implements OrderDocuments {

    @Override
    public Optional<OrderDocument> find(OrderId id, Optional<String> onlyOf) {
      return Optional.empty();
    }

    @Override
    public Optional<OrderDocument> lock(OrderId id, Optional<String> onlyOf) {
      return Optional.empty();
    }

    @Override
    public List<OrderDocument> all(List<OrderId> ids, boolean items) {
      readAtOnce.add(ids.size());
      return ids.stream().map(Documents::document).toList();
    }

    private static OrderDocument document(OrderId id) {
      ProductOrder.Header header =
          new ProductOrder.Header(
              id,
              "crm",
              Optional.empty(),
              new Customer("", "", "standard", Optional.empty(), Optional.empty()),
              Instant.EPOCH,
              Optional.empty(),
              Optional.empty());
      return new OrderDocument(
          new ProductOrder(
              header, OrderState.IN_PROGRESS, Optional.empty(), Optional.empty(), List.of(), 0),
          1,
          "{}",
          ZoneOffset.UTC,
          List.of());
    }
  }
}
