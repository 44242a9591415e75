package dev.turnup.engine.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.decomposition.CompareOrders;
import dev.turnup.engine.decomposition.Finding;
import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledBase.InstalledService;
import dev.turnup.engine.decomposition.OtherOrders.Named;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OrderSubmission;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What orders have to do with one another, in the database. */
class OtherOrderStoreTest {

  private final StoresAlone stores = StoresAlone.shared();
  private final CompareOrders compareOrders = new CompareOrders(stores.others);
  private final String customer = "C-" + UUID.randomUUID();
  private List<InstalledProduct> installed = List.of();
  private final String site = "site-" + UUID.randomUUID();

  @Test
  void findsTheSameOfferingAtTheSameSiteInAnOpenOrderOfTheCustomer() {
    OrderId first = judged(order(customer, item("a", "internet-300", site)));

    assertThat(found(order(customer, item("1", "internet-300", site))))
        .containsExactly(
            new Finding(
                "duplicate-order",
                Optional.of(new ItemId("1")),
                "order " + first + ", item a",
                Optional.of(first)));
    assertThat(found(order(customer, item("1", "tv-basic", site)))).isEmpty();
    assertThat(found(order(customer, item("1", "internet-300", site + "b")))).isEmpty();
    assertThat(found(order("C-" + UUID.randomUUID(), item("1", "internet-300", site)))).isEmpty();
    assertThat(found(order("", item("1", "internet-300", site)))).isEmpty();
  }

  @Test
  void findsTheSameSpecificationWhereNoOfferingIsNamed() {
    OrderItem fibre = AnItem.like(item("1", "x", site)).specifiedAs("fibre").item();
    OrderId first = judged(order(customer, fibre));

    assertThat(found(order(customer, fibre)))
        .extracting(Finding::code, finding -> finding.other().orElseThrow())
        .containsExactly(tuple("duplicate-order", first));
    assertThat(found(order(customer, item("1", "tv-basic", site)))).isEmpty();
  }

  @Test
  void takesNothingWithoutASiteForARepetition() {
    OrderItem mobile = AnItem.like(item("1", "mobile-line", site)).nowhere().item();
    judged(order(customer, mobile));

    assertThat(found(order(customer, mobile))).isEmpty();
  }

  @Test
  void repeatsNothingThatHasEndedOrWasNotJudgedYet() {
    order(customer, item("1", "internet-300", site));
    OrderId ended = judged(order(customer, item("1", "internet-300", site)));
    end(ended, OrderState.COMPLETED);

    assertThat(found(order(customer, item("1", "internet-300", site)))).isEmpty();
  }

  @Test
  void takesNoRepetitionForAnOriginal() {
    OrderId first = judged(order(customer, item("1", "internet-300", site)));
    OrderId repetition = order(customer, item("1", "internet-300", site));
    stores.findings.replace(repetition, found(repetition));
    judged(repetition);

    assertThat(found(first)).isEmpty();
  }

  @Test
  void letsOneOfTwoGoOnThatAreJudgedAtTheSameMoment() throws Exception {
    for (int i = 0; i < 10; i++) {
      String busy = site + i;
      OrderId one = order(customer, item("1", "internet-300", busy));
      OrderId other = order(customer, item("1", "internet-300", busy));

      assertThat(together(() -> goesOn(one), () -> goesOn(other)))
          .containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void letsOneOfTwoGoOnThatEndTheSameOfWhicheverCustomers() throws Exception {
    for (int i = 0; i < 10; i++) {
      String product = "product-" + UUID.randomUUID();
      OrderId one = touching(customer, ItemAction.DELETE, product);
      OrderId other = touching("C-" + UUID.randomUUID(), ItemAction.DELETE, product);

      assertThat(together(() -> goesOn(one), () -> goesOn(other)))
          .containsExactlyInAnyOrder(true, false);
    }
  }

  @Test
  void knowsWhoUsesWhatAnOrderHasMadeAndLetsNobodyUseWhatIsUndone() {
    String line = "SRV-" + UUID.randomUUID();
    OrderId making = judged(order(customer, item("1", "internet-300", site)));
    made(making, line);
    OrderId using = order("C-" + UUID.randomUUID(), item("1", "tv-basic", site));
    component(using, "none", line);
    assertThat(stores.others.usersOf(making, Set.of(line))).isEmpty();
    assertThat(found(using)).isEmpty();

    OrderId changing = touching(ItemAction.MODIFY, "product-" + UUID.randomUUID());
    component(changing, "modify", line);
    assertThat(found(changing))
        .extracting(finding -> finding.other().orElseThrow())
        .containsExactly(making);
    stores.jdbc.update(
        "update turnup.product_order set state = 'pendingCancellation' where id = ?",
        making.value());
    assertThat(found(using))
        .extracting(finding -> finding.other().orElseThrow())
        .containsExactly(making);

    judged(using);
    assertThat(stores.others.usersOf(making, Set.of(line))).containsExactly(using);
    end(using, OrderState.COMPLETED);
    assertThat(stores.others.usersOf(making, Set.of(line))).containsExactly(using);
    stores.jdbc.update(
        "update turnup.component set state = 'cancelled' where order_id = ?", using.value());
    assertThat(stores.others.usersOf(making, Set.of(line))).isEmpty();
  }

  @Test
  void findsOpenOrdersAboutTheSameProduct() {
    OrderId adding = judged(order(customer, item("a", "internet-300", site)));
    OrderId changing = judged(touching(ItemAction.MODIFY, adding + "-a"));
    stores.others.letWait(changing, Set.of(adding));
    OrderId ending = touching(ItemAction.DELETE, adding + "-a");

    assertThat(found(ending))
        .extracting(Finding::code, finding -> finding.other().orElseThrow())
        .containsExactly(
            tuple("product-being-added", adding), tuple("product-being-modified", changing));
    assertThat(found(changing)).extracting(Finding::code).containsExactly("product-being-added");
    assertThat(found(adding)).isEmpty();
    assertThat(found(touching(ItemAction.DELETE, "PO-1-a"))).isEmpty();
    assertThat(found(touching(ItemAction.DELETE, "' or '1'='1"))).isEmpty();
  }

  @Test
  void findsWhoChangesWhatItUsesAndWhoUsesWhatItEnds() {
    String line = "SRV-" + UUID.randomUUID();
    OrderId using = judged(order(customer, item("1", "tv-basic", site)));
    component(using, "none", line);
    OrderId alsoUsing = order(customer, item("1", "voice-basic", site));
    component(alsoUsing, "none", line);
    OrderId ending = touching(ItemAction.DELETE, "product-" + UUID.randomUUID());
    component(ending, "cease", line);

    assertThat(found(alsoUsing)).isEmpty();
    assertThat(found(ending))
        .containsExactly(
            new Finding(
                "product-being-modified",
                Optional.of(new ItemId("1")),
                "order " + using + ", item 1",
                Optional.of(using)));

    end(using, OrderState.COMPLETED);
    judged(ending);
    assertThat(found(alsoUsing))
        .extracting(finding -> finding.other().orElseThrow())
        .containsExactly(ending);
    stores.others.letWait(alsoUsing, Set.of(ending));
    judged(alsoUsing);
    assertThat(found(ending)).isEmpty();
  }

  @Test
  void isHinderedByNothingThatWasGivenUp() {
    String line = "SRV-" + UUID.randomUUID();
    OrderId changing = judged(order(customer, item("1", "tv-basic", site)));
    component(changing, "modify", line);
    OrderId using = order(customer, item("1", "voice-basic", site));
    component(using, "none", line);
    assertThat(found(using)).hasSize(1);

    stores.jdbc.update(
        "update turnup.component set state = 'cancelled' where order_id = ?", changing.value());

    assertThat(found(using)).isEmpty();
  }

  @Test
  void findsWhoEndsTheOtherProductThatSharesSomething() {
    String tv = "product-" + UUID.randomUUID();
    OrderId first = judged(touching(ItemAction.DELETE, tv));
    String internet = "product-" + UUID.randomUUID();
    OrderId second = touching(ItemAction.DELETE, internet);
    assertThat(found(second)).isEmpty();

    installed =
        List.of(
            new InstalledProduct(
                internet,
                true,
                Optional.of(customer),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(
                    new InstalledService(
                        "SRV-1",
                        Optional.of("access-line"),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        List.of(tv)))));

    assertThat(found(second))
        .extracting(Finding::code, finding -> finding.other().orElseThrow())
        .containsExactly(tuple("product-being-modified", first));
  }

  private void component(OrderId order, String action, String service) {
    stores.jdbc.update(
        """
        insert into turnup.component (id, order_id, item_id, specification, kind, state, site_visit,
               activation_process, point_of_no_return, billable, availability, action,
               installed_service, network_service, installed_units)
        values (gen_random_uuid(), ?, '1', 'access-line', 'RFS', 'active', false,
               'service-activation', 'none', false, 'not-needed', ?, ?, 'NET-1', 1)
        """,
        order.value(),
        action,
        service);
  }

  @Test
  void letsAnOrderBeforeItAloneThatWaitsForIt() {
    String product = "product-" + UUID.randomUUID();
    OrderId first = judged(touching(ItemAction.MODIFY, product));
    OrderId second = judged(touching(ItemAction.MODIFY, product));
    assertThat(stores.others.letWait(second, Set.of(first))).containsExactly(first);
    OrderId third = judged(order("crm", customer, Set.of(second), item("1", "tv-basic", site)));

    assertThat(found(first)).isEmpty();
    assertThat(stores.others.waitingFor(first)).containsExactly(second);
    assertThat(stores.others.waits(third))
        .containsEntry(third, Set.of(second))
        .containsEntry(second, Set.of(first));
    end(first, OrderState.COMPLETED);
    assertThat(stores.others.letWait(second, Set.of(first))).isEmpty();
    assertThat(found(second)).isEmpty();
  }

  @Test
  void repeatsWhatItIsMeantToRepeat() {
    OrderId first = judged(order(customer, item("1", "internet-300", site)));
    OrderId second = order(customer, item("1", "internet-300", site));

    stores.others.meanToRepeat(second, first);
    stores.others.meanToRepeat(second, first);

    assertThat(found(second)).isEmpty();
  }

  @Test
  void knowsHowFarTheOrdersAreThatAnOrderNames() {
    OrderId open = order(customer, item("1", "tv-basic", site));
    OrderId failed = judged(order(customer, item("1", "tv-basic", site)));
    end(failed, OrderState.FAILED);
    OrderId foreign = order("partner", customer, Set.of(), item("1", "tv-basic", site));
    OrderId unknown = new OrderId("PO-999999999");

    OrderId order =
        order("crm", customer, Set.of(open, failed, foreign, unknown), item("1", "x", site));

    assertThat(stores.others.namedBy(order))
        .containsExactlyInAnyOrder(
            new Named(open, Optional.of(OrderState.ACKNOWLEDGED), false),
            new Named(failed, Optional.of(OrderState.FAILED), false),
            new Named(foreign, Optional.empty(), false),
            new Named(unknown, Optional.empty(), false));
    assertThat(stores.others.named("crm", Set.of(open, failed, foreign, unknown)))
        .containsExactlyInAnyOrderElementsOf(stores.others.namedBy(order));
    assertThat(found(order))
        .extracting(Finding::code)
        .containsExactlyInAnyOrder(
            "earlier-order-failed", "unknown-earlier-order", "unknown-earlier-order");
    assertThat(stores.others.waitingFor(open)).containsExactly(order);
    assertThat(stores.earlierOrders.openBefore(order)).containsExactly(open);
    stores.orders.hide(failed, StoresAlone.NOW);
    assertThat(found(order)).extracting(Finding::code).containsOnly("unknown-earlier-order");
  }

  @Test
  void namesThePathOfACircle() {
    OrderId first = order(customer, item("1", "tv-basic", site));
    OrderId second = order("crm", customer, Set.of(first), item("1", "tv-basic", site));
    OrderId third = order("crm", customer, Set.of(second), item("1", "tv-basic", site));
    assertThat(found(third)).isEmpty();

    stores.jdbc.update(
        "insert into turnup.earlier_order (order_id, earlier_id, cause) values (?, ?, 'relationship')",
        first.value(),
        third.value());

    assertThat(found(third))
        .singleElement()
        .returns("cyclic-order-relation", Finding::code)
        .returns(third + " → " + second + " → " + first + " → " + third, Finding::detail);
    judged(first);
    end(first, OrderState.COMPLETED);
    assertThat(found(third)).isEmpty();
  }

  private boolean goesOn(OrderId id) {
    return Boolean.TRUE.equals(
        stores.transaction.execute(
            status -> {
              ProductOrder order = stores.orders.lock(id);
              boolean alone = found(order).isEmpty();
              order.moveAllTo(
                  alone ? OrderState.IN_PROGRESS : OrderState.REJECTED, StoresAlone.NOW);
              stores.orders.update(order);
              return alone;
            }));
  }

  private List<Finding> found(OrderId id) {
    return stores.transaction.execute(status -> found(stores.orders.get(id)));
  }

  private List<Finding> found(ProductOrder order) {
    return compareOrders.with(order, stores.components.of(order.id()), installed);
  }

  private OrderId judged(OrderId id) {
    ProductOrder order = stores.orders.get(id);
    order.moveAllTo(OrderState.IN_PROGRESS, StoresAlone.NOW);
    stores.orders.update(order);
    return id;
  }

  private void end(OrderId id, OrderState end) {
    ProductOrder order = stores.orders.get(id);
    order.moveAllTo(end, StoresAlone.NOW);
    stores.orders.update(order);
  }

  private void made(OrderId order, String service) {
    component(order, "none", service);
    stores.jdbc.update(
        """
        update turnup.component set action = 'add', installed_service = null, network_service = null,
               installed_units = null
         where order_id = ?""",
        order.value());
    stores.jdbc.update(
        """
        insert into turnup.service_record (component_id, inventory_reference)
        select c.id, ? from turnup.component c where c.order_id = ?""",
        service,
        order.value());
  }

  private OrderId touching(ItemAction action, String product) {
    return touching(customer, action, product);
  }

  private OrderId touching(String of, ItemAction action, String product) {
    OrderId order = order(of, item("1", "internet-300", "anywhere"));
    stores.jdbc.update(
        "update turnup.order_item set action = ?, product_id = ? where order_id = ?",
        action.tmfName(),
        product,
        order.value());
    return order;
  }

  private OrderId order(String of, OrderItem item) {
    return order("crm", of, Set.of(), item);
  }

  private OrderId order(String caller, String of, Set<OrderId> earlier, OrderItem item) {
    OrderSubmission submission =
        new OrderSubmission(
            caller,
            Optional.empty(),
            Optional.empty(),
            "hash",
            "{}",
            new Customer(of, "Ada", "standard", Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            earlier,
            List.of(item));
    OrderId id = stores.orders.nextId();
    stores.orders.add(
        new ProductOrder(
            new ProductOrder.Header(
                id,
                caller,
                Optional.empty(),
                submission.customer(),
                StoresAlone.NOW,
                Optional.empty(),
                Optional.empty()),
            OrderState.ACKNOWLEDGED,
            Optional.empty(),
            Optional.empty(),
            submission.items(),
            0),
        submission);
    return id;
  }

  private static OrderItem item(String id, String offering, String at) {
    return AnItem.numbered(id).of(offering).at(new Site(at, "", "20457")).item();
  }

  private static List<Boolean> together(Callable<Boolean> one, Callable<Boolean> other)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> first = threads.submit(one);
      Future<Boolean> second = threads.submit(other);
      return List.of(first.get(), second.get());
    } finally {
      threads.shutdownNow();
    }
  }
}
