package dev.turnup.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What has happened to an order, oldest first, for programs of the operator. */
@RestController
class TimelineController {

  private static final int MAX_ENTRIES = 1_000;

  private final Orders orders;
  private final Timeline timeline;

  TimelineController(Orders orders, Timeline timeline) {
    this.orders = orders;
    this.timeline = timeline;
  }

  /** An entry; {@code item} and {@code component} are there when it concerns one. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Entry(
      long sequence,
      String at,
      String kind,
      String text,
      String actor,
      String item,
      String component,
      Map<String, String> facts) {

    static Entry of(Timeline.Recorded recorded) {
      return new Entry(
          recorded.sequence(),
          recorded.at().toString(),
          recorded.entry().kind().code(),
          recorded.entry().told(),
          recorded.actor(),
          recorded.entry().item().map(ItemId::value).orElse(""),
          recorded.entry().component().map(ComponentId::toString).orElse(""),
          recorded.entry().facts());
    }
  }

  /**
   * Entries with a sequence above {@code after}; the last one's is where to go on from. One that
   * was written first may be committed last and is then missed: who must miss nothing subscribes to
   * events.
   */
  @GetMapping(
      path = "/operations/orders/{number}/timeline",
      produces = MediaType.APPLICATION_JSON_VALUE)
  List<Entry> timeline(
      @PathVariable String number,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "1000") int limit) {
    if (!OrderId.isOrderNumber(number)) {
      throw RequestRefused.unknownOrder(number);
    }
    if (limit < 1 || after < 0) {
      throw RequestRefused.malformed("invalid-criterion", "after is from 0 and limit from 1", "");
    }
    OrderId id =
        orders
            .find(new OrderId(number))
            .map(ProductOrder::id)
            .orElseThrow(() -> RequestRefused.unknownOrder(number));
    return timeline.of(id, after, Math.min(limit, MAX_ENTRIES)).stream().map(Entry::of).toList();
  }
}
