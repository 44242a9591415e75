package dev.turnup.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Deployments;
import dev.turnup.engine.Planning;
import dev.turnup.engine.Tables;
import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.capacity.CapacityInventory.Holding;
import dev.turnup.engine.capacity.CapacityInventory.Room;
import dev.turnup.engine.capacity.CheckCapacity;
import dev.turnup.engine.capacity.ExtendReservation;
import dev.turnup.engine.capacity.ReserveCapacity;
import dev.turnup.engine.decomposition.ApplyOrderRules;
import dev.turnup.engine.decomposition.ApplyOrderRules.Ruling;
import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.decomposition.DecomposeItems;
import dev.turnup.engine.decomposition.RejectOrder;
import dev.turnup.engine.decomposition.ReviseOrder;
import dev.turnup.engine.delivery.AssessDelivery;
import dev.turnup.engine.delivery.AssessDelivery.Assessment;
import dev.turnup.engine.delivery.CapacityMoved;
import dev.turnup.engine.delivery.CloseOrder;
import dev.turnup.engine.delivery.CompleteDelivery;
import dev.turnup.engine.delivery.PlanDeliveries;
import dev.turnup.engine.delivery.RecordVisit;
import dev.turnup.engine.delivery.RecordVisit.Recorded;
import dev.turnup.engine.delivery.RecordVisit.Report;
import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import dev.turnup.engine.delivery.ReviewPlan;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.Assignment;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OrderSubmission;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.scheduling.BookAppointment;
import dev.turnup.engine.scheduling.DispatchVisit;
import dev.turnup.engine.scheduling.PromiseDate;
import dev.turnup.engine.scheduling.ProposeAppointment;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Planning as it is put together, on the real tables and decisions: from the accepted order to the
 * visit, each step in a transaction of its own. What the inventory answers is recorded by hand.
 */
class PlanningStepsTest extends TurnupTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Autowired private Orders orders;
  @Autowired private DecomposeItems decomposeItems;
  @Autowired private ApplyOrderRules applyOrderRules;
  @Autowired private ReviseOrder reviseOrder;
  @Autowired private RejectOrder rejectOrder;
  @Autowired private CheckCapacity checkCapacity;
  @Autowired private ReserveCapacity reserveCapacity;
  @Autowired private ExtendReservation extendReservation;
  @Autowired private PlanDeliveries planDeliveries;
  @Autowired private PromiseDate promiseDate;
  @Autowired private AssessDelivery assessDelivery;
  @Autowired private ProposeAppointment proposeAppointment;
  @Autowired private BookAppointment bookAppointment;
  @Autowired private DispatchVisit dispatchVisit;
  @Autowired private CapacityMoved capacityMoved;
  @Autowired private RecordVisit recordVisit;
  @Autowired private CompleteDelivery completeDelivery;
  @Autowired private ReviewPlan reviewPlan;
  @Autowired private CloseOrder closeOrder;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private Clock clock;

  private final String site = "site-" + UUID.randomUUID();

  @Test
  void bringsATriplePlayWithLateBandwidthToItsVisit() {
    OrderId order = accepted("asAvailable", "20457");
    Ruling ruling = decomposed(order);
    assertThat(ruling.verdict()).isEqualTo(Verdict.VALID);
    assertThat(ruling.componentsToCheck()).hasSize(3);

    LocalDate late = today().plusDays(12);
    ruling
        .componentsToCheck()
        .forEach(
            id -> {
              boolean bandwidth = checkCapacity.requestFor(id).resource().equals("bandwidth");
              Room room =
                  bandwidth
                      ? new Room(Room.Verdict.FROM, Optional.of(late), "")
                      : new Room(Room.Verdict.NOW, Optional.empty(), "");
              inTransaction(() -> checkCapacity.record(id, room));
              inTransaction(
                  () ->
                      reserveCapacity.record(
                          id,
                          new Holding(
                              Holding.Verdict.HELD,
                              "RSV-" + id,
                              Optional.of(reserveCapacity.requestFor(id).until()),
                              "")));
            });
    List<DeliveryId> deliveries = inTransaction(() -> planDeliveries.forOrder(order).deliveries());
    assertThat(deliveries).hasSize(2);
    assertThat(inTransaction(() -> promiseDate.forOrder(order)).day()).contains(late);

    DeliveryId first = deliveries.get(0);
    Assessment assessment = inTransaction(() -> assessDelivery.forDelivery(first));
    assertThat(assessment.visitNeeded()).isTrue();
    assertThat(assessment.components()).hasSize(5);
    assessment
        .reservedComponents()
        .forEach(
            id ->
                assertThat(extendReservation.requestFor(id).longer().orElseThrow().from())
                    .isEqualTo(today()));
    assertThat(inTransaction(() -> proposeAppointment.forDelivery(first)).slotFound()).isTrue();
    assertThat(inTransaction(() -> bookAppointment.forDelivery(first))).isPresent();
    assertThat(dispatchVisit.requestFor(first).description())
        .isEqualTo("Install access-line, ont, router");
    assertThat(
            inTransaction(() -> recordVisit.forDelivery(first, Report.of(VisitOutcome.DONE, ""))))
        .isEqualTo(new Recorded(Optional.empty(), Optional.empty()));

    Assessment second = inTransaction(() -> assessDelivery.forDelivery(deliveries.get(1)));
    assertThat(second.visitNeeded()).isFalse();
    assertThat(second.readyAt()).contains(late.atStartOfDay(BERLIN).toInstant());
    assertThat(
            inTransaction(
                () -> moveCapacity(Optional.of(site), "bandwidth", Optional.of(late.plusDays(2)))))
        .hasSize(1);
    inTransaction(() -> assessDelivery.forDelivery(deliveries.get(1)));
    assertThat(inTransaction(() -> promiseDate.forOrder(order)).day()).contains(late.plusDays(2));
    assertThat(entries(order, "promised")).isEqualTo(2);
  }

  @Test
  void endsAnOrderAllOfWhichIsGivenUp() {
    OrderId order = accepted("together", "20457");
    Ruling ruling = decomposed(order);
    ruling
        .componentsToCheck()
        .forEach(
            id ->
                inTransaction(
                    () ->
                        checkCapacity.record(
                            id, new Room(Room.Verdict.NONE, Optional.empty(), "no port"))));
    DeliveryId delivery = inTransaction(() -> planDeliveries.forOrder(order).deliveries()).get(0);
    Assessment assessment = inTransaction(() -> assessDelivery.forDelivery(delivery));
    assertThat(assessment.dateKnown()).isFalse();
    assertThat(orders.get(order).state()).isEqualTo(OrderState.PENDING);

    jdbc.update(
        "update turnup.component set state = 'cancelled' where order_id = ?", order.value());
    assertThat(inTransaction(() -> completeDelivery.forDelivery(delivery)))
        .isEqualTo(new CompleteDelivery.Left(List.of(), false));
    assertThat(reviewPlan.forOrder(order)).isEmpty();

    assertThat(inTransaction(() -> closeOrder.forOrder(order))).isEqualTo(OrderState.FAILED);
  }

  @Test
  void repairsAnAddressOrRejectsTheOrder() {
    OrderId order = accepted("together", "00000");
    Ruling ruling = decomposed(order);
    assertThat(ruling.verdict()).isEqualTo(Verdict.REPAIRABLE);
    assertThat(ruling.repair().orElseThrow().situation()).contains("00000");

    inTransaction(() -> reviseOrder.forOrder(order, correctedTo("20457"), Planning.GRACE));
    assertThat(decomposed(order).verdict()).isEqualTo(Verdict.VALID);

    OrderId other = accepted("together", "00000");
    decomposed(other);
    inTransaction(
        () -> {
          rejectOrder.forOrder(other);
          return other;
        });
    assertThat(orders.get(other).state()).isEqualTo(OrderState.CANCELLED);
  }

  /** The new offering of the guide to launching products. */
  @Test
  void makesOfAnOfferingWhatItsCharacteristicsAskFor() throws IOException {
    deploy(fibreFlex());
    try {
      OrderId fast = accepted(flex(Map.of("speed", "1000", "addresses", "2")));
      OrderId slow = accepted(flex(Map.of("speed", "100")));
      assertThat(decomposed(fast).verdict()).isEqualTo(Verdict.VALID);
      assertThat(decomposed(slow).verdict()).isEqualTo(Verdict.VALID);

      assertThat(made(fast))
          .containsExactly(
              "access-line {}",
              "internet-access {\"up\": \"100\", \"speed\": \"1000\", \"addresses\": \"2\"}",
              "ont {}",
              "router {}",
              "static-address {}",
              "static-address {}",
              "wifi-point {\"speed\": \"1000\", \"addresses\": \"2\"}",
              "wifi-point {\"speed\": \"1000\", \"addresses\": \"2\"}");
      assertThat(made(slow))
          .containsExactly(
              "access-line {}",
              "internet-access {\"up\": \"10\", \"speed\": \"100\"}",
              "ont {}",
              "router {}");
    } finally {
      Map<String, String> bundled = new HashMap<>();
      for (String file : fibreFlex().keySet()) {
        bundled.put(file, Tables.bundled(file));
      }
      deploy(bundled);
    }
  }

  private static Map<String, String> fibreFlex() throws IOException {
    String products = Tables.bundled("decompose-product.dmn");
    products = Tables.withColumn(products, "speed", "integer");
    products = Tables.withColumn(products, "addresses", "integer");
    products =
        Tables.withRow(
            products,
            "FlexInternet",
            added("offering", "fibre-flex"),
            part("internet-access", "1", "{speed: speed, up: speed / 10, addresses: addresses}"));
    products =
        Tables.withRow(
            products,
            "FlexWifi",
            added("offering", "fibre-flex", "speed", ">= 500"),
            part("wifi-point", "floor(speed / 500)", "null"));
    String parts =
        Tables.withColumn(Tables.bundled("decompose-component.dmn"), "addresses", "integer");
    parts =
        Tables.withRow(
            parts,
            "StaticAddress",
            added("component", "internet-access", "addresses", "> 0"),
            part("static-address", "addresses", "{}"));
    String components = Tables.bundled("component-specification.dmn");
    components = component(components, "WifiPoint", "wifi-point", "router (activated)");
    components =
        component(components, "StaticAddress", "static-address", "internet-access (activated)");
    String characteristics = Tables.bundled("offering-characteristics.dmn");
    characteristics = characteristic(characteristics, "speed", true, "1..1000");
    characteristics = characteristic(characteristics, "addresses", false, "1..8");
    return Map.of(
        "decompose-product.dmn", products,
        "decompose-product.examples.json",
            withExample(
                "decompose-product.examples.json",
                "\"offering\": \"fibre-flex\", \"action\": \"add\", \"speed\": 1000, \"addresses\": 2"),
        "decompose-component.dmn", parts,
        "decompose-component.examples.json",
            withExample(
                "decompose-component.examples.json",
                "\"component\": \"internet-access\", \"action\": \"add\", \"addresses\": 2"),
        "component-specification.dmn", components,
        "offering-characteristics.dmn", characteristics);
  }

  private static Map<String, String> added(String what, String name) {
    return Map.of(what, quoted(name), "action", quoted("add"));
  }

  private static Map<String, String> added(
      String what, String name, String characteristic, String condition) {
    return Map.of(what, quoted(name), "action", quoted("add"), characteristic, condition);
  }

  private static Map<String, String> part(
      String component, String quantity, String characteristics) {
    return Map.of(
        "component",
        quoted(component),
        "quantity",
        quantity,
        "sharedWithin",
        quoted("item"),
        "characteristics",
        characteristics);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String component(String table, String rule, String name, String reliesOn) {
    return Tables.withRow(
        table,
        rule,
        Map.ofEntries(
            Map.entry("component", quoted(name)),
            Map.entry("kind", quoted("RFS")),
            Map.entry("siteVisit", "false"),
            Map.entry("durationMinutes", "0"),
            Map.entry("leadTimeHours", "0"),
            Map.entry("activationProcess", quoted("service-activation")),
            Map.entry("reliesOn", quoted(reliesOn)),
            Map.entry("pointOfNoReturn", quoted("none")),
            Map.entry("billable", "false"),
            Map.entry("reversal", quoted("cease"))));
  }

  private static String characteristic(
      String table, String name, boolean mandatory, String allowed) {
    return Tables.withRow(
        table,
        "Flex" + name,
        Map.of(
            "offering",
            quoted("fibre-flex"),
            "characteristic",
            quoted(name),
            "mandatory",
            String.valueOf(mandatory),
            "valueType",
            quoted("integer"),
            "allowed",
            quoted(allowed)));
  }

  private static String withExample(String file, String inputs) throws IOException {
    return Tables.bundled(file)
        .replaceFirst(
            "\\]\\s*$",
            ", {\"name\": \"fibre at any speed\", \"inputs\": {%s}}]".formatted(inputs));
  }

  private void deploy(Map<String, String> files) {
    HttpResponse<String> answer = new Deployments(base()).deploy("analyst", files);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private List<OrderItem> flex(Map<String, String> characteristics) {
    return List.of(item("1", "together", "20457", "fibre-flex", characteristics));
  }

  /** The components with their characteristics. */
  private List<String> made(OrderId order) {
    return jdbc.queryForList(
        """
        select specification || ' ' || characteristics
          from turnup.component
         where order_id = ?
         order by specification""",
        String.class,
        order.value());
  }

  @Test
  void givesNoTechnicianAwayTwiceUnderEightThreads() throws Exception {
    List<DeliveryId> waiting = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      waiting.add(readyForAVisit());
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Boolean>> proposals = new ArrayList<>();
    for (DeliveryId delivery : waiting) {
      proposals.add(() -> retried(() -> proposeAppointment.forDelivery(delivery)).slotFound());
    }
    for (Future<Boolean> proposal : threads.invokeAll(proposals)) {
      assertThat(proposal.get()).isTrue();
    }
    threads.shutdown();

    assertThat(
            jdbc.queryForObject(
                """
                select count(*)
                  from turnup.appointment a
                  join turnup.appointment b
                    on a.technician_id = b.technician_id
                   and a.id < b.id
                   and a.period && b.period
                 where a.state in ('held', 'booked') and b.state in ('held', 'booked')""",
                Integer.class))
        .isZero();
    assertThat(
            jdbc.queryForObject(
                "select count(distinct delivery_id) from turnup.appointment where delivery_id = any (?)",
                Integer.class,
                (Object) waiting.stream().map(DeliveryId::value).toArray(UUID[]::new)))
        .isEqualTo(16);
  }

  @Test
  void promisesTheLastOfVisitsThatAreBookedAtOnce() throws Exception {
    OrderId order =
        accepted(IntStream.rangeClosed(1, 8).mapToObj(this::itemAtASiteOfItsOwn).toList());
    int days = 0;
    for (ComponentId id : decomposed(order).componentsToCheck()) {
      Room room = new Room(Room.Verdict.FROM, Optional.of(today().plusDays(2 + days++)), "");
      inTransaction(() -> checkCapacity.record(id, room));
    }
    List<DeliveryId> deliveries = inTransaction(() -> planDeliveries.forOrder(order).deliveries());
    assertThat(deliveries).hasSize(8);

    deliveries.forEach(delivery -> inTransaction(() -> assessDelivery.forDelivery(delivery)));
    atOnce(deliveries, this::bookVisit);

    assertThat(orders.get(order).promisedDate()).isEqualTo(lastVisit(order));
    assertThat(entries(order, "promised")).isEqualTo(1);

    for (int n : List.of(1, 3, 5, 7)) {
      inTransaction(
          () ->
              moveCapacity(
                  Optional.of(site + "-" + n),
                  "bandwidth",
                  Optional.of(today().plusDays(30 + 2 * n))));
    }
    atOnce(
        deliveries,
        delivery -> {
          assessDelivery.forDelivery(delivery);
          promiseDate.forDelivery(delivery);
          return bookVisit(delivery);
        });

    assertThat(orders.get(order).promisedDate()).isEqualTo(lastVisit(order));
    assertThat(entries(order, "promised")).isEqualTo(2);
  }

  private Optional<Assignment> bookVisit(DeliveryId delivery) {
    assertThat(proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
    return bookAppointment.forDelivery(delivery);
  }

  /** Each in a transaction and a thread of its own. */
  private void atOnce(List<DeliveryId> deliveries, Function<DeliveryId, ?> step) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(deliveries.size());
    List<Callable<Object>> steps = new ArrayList<>();
    for (DeliveryId delivery : deliveries) {
      steps.add(() -> retried(() -> step.apply(delivery)));
    }
    for (Future<Object> done : threads.invokeAll(steps)) {
      done.get();
    }
    threads.shutdown();
  }

  private Optional<LocalDate> lastVisit(OrderId order) {
    return Optional.ofNullable(
        jdbc.queryForObject(
            """
            select max((lower(period) at time zone time_zone)::date)
              from turnup.appointment
             where order_id = ?
               and state = 'booked'""",
            LocalDate.class,
            order.value()));
  }

  private OrderItem itemAtASiteOfItsOwn(int n) {
    return AnItem.like(item("" + n, "together", "20457", "internet-300", Map.of("speed", "300")))
        .at(new Site(site + "-" + n, n + " Harbour Street, Hamburg", "20457"))
        .item();
  }

  private DeliveryId readyForAVisit() {
    OrderId order = accepted("together", "20457");
    decomposed(order)
        .componentsToCheck()
        .forEach(
            id ->
                inTransaction(
                    () ->
                        checkCapacity.record(
                            id, new Room(Room.Verdict.NOW, Optional.empty(), ""))));
    DeliveryId delivery = inTransaction(() -> planDeliveries.forOrder(order).deliveries()).get(0);
    inTransaction(() -> assessDelivery.forDelivery(delivery));
    return delivery;
  }

  private Ruling decomposed(OrderId order) {
    inTransaction(
        () -> {
          decomposeItems.forOrder(order);
          return order;
        });
    return inTransaction(() -> applyOrderRules.forOrder(order));
  }

  private OrderId accepted(String preference, String postalCode) {
    return accepted(
        List.of(
            item("1", preference, postalCode, "internet-300", Map.of("speed", "300")),
            item("2", preference, postalCode, "tv-basic", Map.of()),
            item("3", preference, postalCode, "voice-basic", Map.of())));
  }

  private OrderId accepted(List<OrderItem> items) {
    OrderSubmission submission =
        new OrderSubmission(
            "crm",
            Optional.of(UUID.randomUUID().toString()),
            Optional.empty(),
            "hash",
            "{\"productOrderItem\": [{\"id\": \"1\", \"action\": \"add\"}]}",
            new Customer(
                UUID.randomUUID().toString(),
                "Ada Lovelace",
                "standard",
                Optional.empty(),
                Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            items);
    ProductOrder order =
        new ProductOrder(
            new ProductOrder.Header(
                orders.nextId(),
                "crm",
                Optional.empty(),
                submission.customer(),
                clock.instant(),
                Optional.empty(),
                Optional.empty()),
            OrderState.ACKNOWLEDGED,
            Optional.empty(),
            Optional.empty(),
            submission.items(),
            0);
    orders.add(order, submission);
    return order.id();
  }

  private OrderItem item(
      String id,
      String preference,
      String postalCode,
      String offering,
      Map<String, String> characteristics) {
    return AnItem.numbered(id)
        .of(offering)
        .at(new Site(site, "12 Harbour Street, Hamburg", postalCode))
        .wanting(preference)
        .characterised(characteristics)
        .item();
  }

  private static ReviseOrder.Revision correctedTo(String postalCode) {
    return new ReviseOrder.Revision(
        ReviseOrder.Decision.CORRECT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(postalCode),
        Optional.empty());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), BERLIN);
  }

  private int entries(OrderId order, String kind) {
    return jdbc.queryForObject(
        "select count(*) from turnup.order_event where order_id = ? and kind = ?",
        Integer.class,
        order.value(),
        kind);
  }

  private <T> T inTransaction(Supplier<T> step) {
    return transaction.execute(status -> step.get());
  }

  /** As the engine does it: who lost a race comes again. */
  private <T> T retried(Supplier<T> step) {
    while (true) {
      try {
        return inTransaction(step);
      } catch (StaleVersion | PessimisticLockingFailureException lost) {
        Thread.onSpinWait();
      }
    }
  }

  private List<CapacityMoved.Concerned> moveCapacity(
      Optional<String> at, String resource, Optional<LocalDate> to) {
    return capacityMoved.at(capacityMoved.ordersAt(at, resource), at, resource, to);
  }
}
