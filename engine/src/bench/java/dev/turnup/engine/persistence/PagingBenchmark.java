package dev.turnup.engine.persistence;

import dev.turnup.engine.order.OrderAttribute;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderQuery;
import dev.turnup.engine.order.OrderQuery.Criterion;
import dev.turnup.engine.order.OrderQuery.Operator;
import dev.turnup.engine.order.OrderQuery.Position;
import dev.turnup.engine.order.OrderSearch.Answer;
import dev.turnup.engine.order.OrderSearch.Hit;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** How long a page of 20 orders takes, of a thousand orders and of a million. */
final class PagingBenchmark {

  private static final int RUNS = 100;

  private PagingBenchmark() {}

  public static void main(String[] args) {
    for (int orders : new int[] {1_000, 1_000_000}) {
      StoresAlone stores = new StoresAlone();
      ManyOrders.write(stores.jdbc, orders);
      System.out.printf(
          "%n%,d orders%30s%12s%12s%10s%n", orders, "median ms", "99 % ms", "total", "hits");
      Map<String, OrderQuery> pages = pages(orders);
      // a thousand orders warm the compiler up, a million the caches
      IntStream.range(0, orders == 1_000 ? 300 : 5)
          .forEach(run -> pages.values().forEach(each -> page(stores, each)));
      pages.forEach((name, query) -> measure(stores, name, query));
    }
    System.exit(0);
  }

  private static Map<String, OrderQuery> pages(int orders) {
    Map<String, OrderQuery> pages = new LinkedHashMap<>();
    OrderQuery all = query(OrderAttribute.ORDER_DATE);
    pages.put("newest", all);
    pages.put("behind the middle", all.from(position(orders / 2, "2026-01-01")));
    pages.put("sorted by priority", query(OrderAttribute.PRIORITY));
    pages.put("state=held", query(OrderAttribute.ORDER_DATE, equal(OrderAttribute.STATE, "held")));
    pages.put(
        "state=completed",
        query(OrderAttribute.ORDER_DATE, equal(OrderAttribute.STATE, "completed")));
    pages.put(
        "relatedParty.id, of 4 orders",
        query(OrderAttribute.ORDER_DATE, equal(OrderAttribute.RELATED_PARTY, "C-77")));
    pages.put(
        "relatedParty.id, of all orders",
        query(OrderAttribute.ORDER_DATE, equal(OrderAttribute.RELATED_PARTY, "seller")));
    pages.put(
        "payment, of the oldest 20,000",
        query(OrderAttribute.ORDER_DATE, equal(OrderAttribute.PAYMENT, "0")));
    pages.put("place.id", query(OrderAttribute.ORDER_DATE, equal(OrderAttribute.PLACE, "SITE-77")));
    pages.put(
        "productOrderItem.state=held",
        query(OrderAttribute.ORDER_DATE, equal(OrderAttribute.ITEM_STATE, "held")));
    pages.put(
        "productOrderItem.state=completed",
        query(OrderAttribute.ORDER_DATE, equal(OrderAttribute.ITEM_STATE, "completed")));
    return pages;
  }

  private static OrderQuery query(OrderAttribute sort, Criterion... criteria) {
    return new OrderQuery(Optional.empty(), List.of(criteria), sort, true, Optional.empty(), 0, 20);
  }

  private static Criterion equal(OrderAttribute attribute, String value) {
    return new Criterion(attribute, Operator.EQUAL, List.of(value));
  }

  private static Position position(int number, String firstDay) {
    String key = LocalDate.parse(firstDay).atStartOfDay().plusMinutes(number) + "Z";
    return new Position(key, new OrderId("PO-" + number), false);
  }

  private static void measure(StoresAlone stores, String name, OrderQuery query) {
    long[] nanos =
        IntStream.range(0, RUNS)
            .mapToLong(
                run -> {
                  long start = System.nanoTime();
                  page(stores, query);
                  return System.nanoTime() - start;
                })
            .sorted()
            .toArray();
    Answer answer = page(stores, query);
    if (answer instanceof Answer.Found found) {
      System.out.printf(
          "%-34s%9.2f%12.2f%12s%10d%n",
          name,
          nanos[RUNS / 2] / 1e6,
          nanos[RUNS * 99 / 100] / 1e6,
          (found.exact() ? "" : "> ") + found.total(),
          found.hits().size());
    } else {
      System.out.printf("%-34s%s%n", name, answer);
    }
  }

  /** As a GET does it: found, and read. */
  private static Answer page(StoresAlone stores, OrderQuery query) {
    Answer answer = stores.search.find(query);
    if (answer instanceof Answer.Found found) {
      stores.orders.all(found.hits().stream().map(Hit::id).toList(), true);
    }
    return answer;
  }
}
