package dev.turnup.engine.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.turnup.engine.MovableClock;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.escalation.CloseEscalation;
import dev.turnup.engine.escalation.EscalateOrder;
import dev.turnup.engine.escalation.Escalation;
import dev.turnup.engine.escalation.FindMovingOrders;
import dev.turnup.engine.escalation.FindStuckOrders;
import dev.turnup.engine.escalation.HoldUp;
import dev.turnup.engine.escalation.HoldUps;
import dev.turnup.engine.escalation.JeopardyTerms;
import dev.turnup.engine.escalation.JudgePromises;
import dev.turnup.engine.escalation.LookAfterHoldUps;
import dev.turnup.engine.escalation.LookAfterHoldUps.Sight;
import dev.turnup.engine.escalation.Promises;
import dev.turnup.engine.escalation.ReviewEscalation;
import dev.turnup.engine.escalation.Search;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.escalation.TellStaff;
import dev.turnup.engine.escalation.WatchedOrders;
import dev.turnup.engine.order.NoticesInMemory;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.Submissions;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.TimelineInMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

class WatchRoutesTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final MovableClock clock = new MovableClock(NOW);
  private final OrdersInMemory orders = new OrdersInMemory();
  private final WatchedOrders watched = new WatchedOrders(orders);
  private final Set<OrderId> broken = new HashSet<>();
  private final Promises promises = mock(Promises.class);
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Search blind = mock(Search.class);
  private final LookAfterHoldUps lookAfterHoldUps = mock(LookAfterHoldUps.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Predicate<String> leases = holder -> true;
  private Runnable escalating = () -> {};
  private CamelContext camel;

  @BeforeEach
  void start() throws Exception {
    when(blind.finds()).thenReturn(Set.of(Finding.PROMISE_RED));
    log.start();
    logger().addAppender(log);
    camel = node(registry);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(Watch.class);
  }

  private CamelContext node(MeterRegistry meters) throws Exception {
    Timeline timeline = new FailsFor();
    SiteClock siteClock = new SiteClock(postalCode -> Optional.empty(), clock);
    TellStaff tellStaff =
        new TellStaff(
            new NoticesInMemory(),
            orders,
            siteClock,
            new TellStaff.Addresses(Map.of()),
            UUID::randomUUID,
            clock);
    CloseEscalation close = new CloseEscalation(watched, tellStaff, timeline, clock);
    Watch watch =
        new Watch(
            (name, holder, lasts) -> leases.test(holder),
            lookAfterHoldUps,
            new JudgePromises(promises, orders, new JeopardyTerms(), timeline, clock),
            new FindStuckOrders(List.of(blind, watched), clock),
            new EscalateOrder(
                orders, List.of(watched), watched, watched, timeline, UUID::randomUUID, clock),
            new FindMovingOrders(watched, List.of(blind, watched), clock),
            new ReviewEscalation(orders, watched, List.of(watched), watched, close, clock),
            TransactionOperations.withoutTransaction(),
            meters,
            clock);
    CamelContext node = new DefaultCamelContext();
    node.getPropertiesComponent().addInitialProperty("turnup.watch.every", "1h");
    node.addRoutes(new WatchRoutes(watch));
    node.start();
    return node;
  }

  @AfterEach
  void stop() {
    camel.stop();
    logger().detachAppender(log);
  }

  @Test
  void escalatesWhatIsStuck() {
    order("one");
    order("two");

    watch();

    assertThat(watched.started).hasSize(2);
  }

  @Test
  void leavesTheRoundToTheNodeThatHasIt() {
    order("one");
    leases = holder -> false;

    watch();

    assertThat(watched.started).isEmpty();
  }

  @Test
  void keepsNoOrderWaitingForOneThatCannotBeEscalated() {
    broken.add(order("one"));
    order("two");
    order("three");

    watch();

    assertThat(watched.started).hasSize(2);
  }

  @Test
  void goesOnWhereASearchFailsAndDoesNotCallThatAWholeRound() {
    OrderId order = order("one");
    IllegalStateException failure = new IllegalStateException("no rule");
    when(promises.doubtful(any())).thenThrow(failure);
    when(blind.unattended(any(), anyInt())).thenThrow(failure);
    Sight broken = new Sight("system billing", Optional.empty());
    Sight other = new Sight("system network", Optional.empty());
    HoldUps blindToo = way(HoldUp.Kind.SYSTEM);
    HoldUps seeing = way(HoldUp.Kind.PROBLEM);
    when(lookAfterHoldUps.ways()).thenReturn(List.of(blindToo, seeing));
    when(lookAfterHoldUps.seen(blindToo)).thenThrow(failure);
    when(lookAfterHoldUps.seen(seeing)).thenReturn(List.of(broken, other));
    doThrow(failure).when(lookAfterHoldUps).given(broken);

    watch();
    verify(lookAfterHoldUps).given(other);
    assertThat(log.list)
        .as("what is broken")
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "away-system is not looked for: the search failed",
            "system billing holds up orders and cannot be looked after",
            "watch-promises failed, and is left out of this round",
            "promise-red is not looked for: the search failed");
    assertThat(watched.started).as("found by the next search").hasSize(1);

    watched.facts.removeIf(fact -> fact.order().equals(order));
    watch();
    assertThat(watched.ended).isEqualTo(watched.started);
    assertThat(wholeRoundAt()).isZero();

    reset(promises, blind, lookAfterHoldUps);
    watch();
    assertThat(wholeRoundAt()).isEqualTo(NOW.getEpochSecond());
  }

  @Test
  void endsWhatMovesAgainWhileASearchFailsThatHasEscalatedAnotherOrder() {
    OrderId order = order("one");
    OrderId red = orders.inProgress(Submissions.triplePlay("red"), NOW).id();
    watched.found(red, Finding.PROMISE_RED);
    watch();
    when(blind.among(any(), any())).thenThrow(new IllegalStateException("no rule"));

    watched.facts.clear();
    watch();

    assertThat(watched.ended).hasSize(1);
    assertThat(watched.get(watched.ended.get(0)).order()).isEqualTo(order);
  }

  @Test
  void endsTheEscalationOfWhatMovesAgainInTheSameRound() {
    OrderId order = order("one");
    watch();
    watched.facts.removeIf(fact -> fact.order().equals(order));
    broken.add(order("two"));

    watch();

    assertThat(watched.ended).isEqualTo(watched.started);
    assertThat(watched.open(Optional.empty(), 10)).extracting(Escalation::order).contains(order);
  }

  @Test
  void givesARoundThatWasTakenFromItToTheOtherNodeWhichEscalatesNoOrderTwice() throws Exception {
    for (int i = 0; i < 5; i++) {
      order("order " + i);
    }
    Duration slow = Duration.ofSeconds(40);
    escalating = () -> clock.advance(slow);
    List<String> holders = new ArrayList<>();
    leases =
        holder -> {
          holders.add(holder);
          return watched.started.size() < 3 || !holder.equals(holders.get(0));
        };

    watch();
    assertThat(watched.started).as("it has kept its lease once, and lost it").hasSize(4);
    assertThat(holders).hasSize(3);
    assertThat(wholeRoundAt()).isZero();
    CamelContext other = node(new SimpleMeterRegistry());
    try {
      watch(other);
      watch(camel);
    } finally {
      other.stop();
    }

    assertThat(watched.started).hasSize(5).doesNotHaveDuplicates();
  }

  private static HoldUps way(HoldUp.Kind kind) {
    HoldUps way = mock(HoldUps.class);
    when(way.finds()).thenReturn(kind);
    return way;
  }

  private double wholeRoundAt() {
    return registry.get("turnup.watch.round.at.seconds").gauge().value();
  }

  private void watch() {
    watch(camel);
  }

  private static void watch(CamelContext node) {
    node.createProducerTemplate().sendBody("direct:watch-orders", "");
  }

  private OrderId order(String key) {
    OrderId order = orders.inProgress(Submissions.triplePlay(key), NOW).id();
    watched.found(order, Finding.NO_NEXT_EVENT);
    return order;
  }

  /** A timeline that cannot be written for some. */
  private final class FailsFor implements Timeline {

    private final TimelineInMemory timeline = new TimelineInMemory();

    @Override
    public void addAll(OrderId order, List<TimelineEntry> entries) {
      if (broken.contains(order)) {
        throw new IllegalStateException("no timeline for " + order);
      }
      escalating.run();
      timeline.addAll(order, entries);
    }

    @Override
    public List<Recorded> of(OrderId order, long after, int limit) {
      return timeline.of(order, after, limit);
    }

    @Override
    public List<Recorded> story(OrderId order, int limit) {
      return timeline.story(order, limit);
    }
  }
}
