package dev.turnup.engine.web;

import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.order.DescribeOrder;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderLookup;
import dev.turnup.engine.order.OrderProgress;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Pages for a person: where everything is, finding an order, one order. */
@Controller
class OrderPageController {

  private static final int MOST_HITS = 50;

  private final DescribeOrder describeOrder;
  private final OrderLookup lookup;
  private final OrderProgress progress;
  private final FalloutBook fallouts;

  OrderPageController(
      DescribeOrder describeOrder,
      OrderLookup lookup,
      OrderProgress progress,
      FalloutBook fallouts) {
    this.describeOrder = describeOrder;
    this.lookup = lookup;
    this.progress = progress;
    this.fallouts = fallouts;
  }

  /** What a search found. */
  record Search(String text, List<OrderLookup.Hit> hits) {}

  @GetMapping("/")
  ModelAndView start() {
    return Page.of("start", "search", new Search("", List.of()), HttpStatus.OK);
  }

  @GetMapping("/orders")
  ModelAndView search(@RequestParam(defaultValue = "") String find) {
    String text = find.strip();
    String number = text.toUpperCase(Locale.ROOT);
    List<OrderLookup.Hit> hits =
        text.isEmpty() || text.length() > ProductOrderStructure.MAX_ID_LENGTH
            ? List.of()
            : lookup.search(OrderId.isOrderNumber(number) ? number : text, MOST_HITS);
    if (hits.size() == 1) {
      return new ModelAndView("redirect:/orders/" + hits.get(0).id());
    }
    return Page.of("start", "search", new Search(text, hits), HttpStatus.OK);
  }

  @GetMapping("/orders/{number}")
  ModelAndView order(@PathVariable String number) {
    if (!OrderId.isOrderNumber(number)) {
      throw RequestRefused.unknownOrder(number);
    }
    return describeOrder
        .of(new OrderId(number))
        .map(
            page ->
                OrderPage.of(
                    page, progress.of(page.order().id()), fallouts.unsettled(page.order().id())))
        .map(page -> Page.of("order", "order", page, HttpStatus.OK))
        .orElseThrow(() -> RequestRefused.unknownOrder(number));
  }
}
