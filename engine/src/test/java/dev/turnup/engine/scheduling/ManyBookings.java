package dev.turnup.engine.scheduling;

import static org.mockito.Mockito.mock;

import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.ReleaseVisit;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.TimelineInMemory;
import dev.turnup.engine.persistence.BookedTerritory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** Several threads book visits of half an hour against few technicians, each its own. */
final class ManyBookings {

  private static final Duration HALF_HOUR = Duration.ofMinutes(30);

  private final BookedTerritory world;
  private final ToIntFunction<Delivery> firstDay;
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger losers = new AtomicInteger();
  private final AtomicInteger consoled = new AtomicInteger();
  private final ThreadLocal<Integer> ownLosses = ThreadLocal.withInitial(() -> 0);

  /**
   * @param firstDay how many days from now on the visit of a delivery is possible
   */
  ManyBookings(BookedTerritory world, ToIntFunction<Delivery> firstDay) {
    this.world = world;
    this.firstDay = firstDay;
  }

  /**
   * What came of it.
   *
   * @param booked how many got an appointment
   * @param lost how often a slot that was found was gone
   * @param losers how many visits that happened to
   * @param consoled how many of these were booked at another time
   */
  record Figures(int booked, int lost, int losers, int consoled, Duration took) {
    @Override
    public String toString() {
      return "%,d visits booked, %,d slots lost to others and replaced, %,d ms, %,d bookings a second"
          .formatted(booked, lost, took.toMillis(), booked * 1_000L / Math.max(1, took.toMillis()));
    }
  }

  Figures by(int threads) throws Exception {
    List<Callable<Integer>> work = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int own = thread;
      work.add(() -> book(threads, own));
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long begin = System.nanoTime();
    try {
      int booked = 0;
      for (Future<Integer> done : pool.invokeAll(work)) {
        booked += done.get();
      }
      return new Figures(
          booked,
          lost.get(),
          losers.get(),
          consoled.get(),
          Duration.ofNanos(System.nanoTime() - begin));
    } finally {
      pool.shutdownNow();
    }
  }

  private int book(int threads, int own) {
    VisitSlots slots = visitSlots();
    int booked = 0;
    for (int i = own; i < world.deliveries.size(); i += threads) {
      VisitNeed need = need(world.deliveries.get(i));
      int before = ownLosses.get();
      int done =
          world.commit(
              () ->
                  slots
                      .holdFor(need)
                      .filter(appointment -> world.appointments.book(appointment.id()))
                      .map(appointment -> 1)
                      .orElse(0));
      booked += done;
      if (ownLosses.get() > before) {
        losers.incrementAndGet();
        consoled.addAndGet(done);
      }
    }
    return booked;
  }

  private VisitNeed need(Delivery delivery) {
    Instant earliest =
        BookedTerritory.NOW
            .atZone(ZoneOffset.UTC)
            .toLocalDate()
            .plusDays(1L + firstDay.applyAsInt(delivery))
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    return new VisitNeed(
        delivery,
        world.territory,
        Set.of(),
        HALF_HOUR,
        earliest,
        BookedTerritory.NOW,
        "standard",
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private VisitSlots visitSlots() {
    TimelineInMemory timeline = new TimelineInMemory();
    return new VisitSlots(
        world.technicians,
        counting(world.appointments),
        world.bookings,
        new ChooseTechnician(sameForAll()),
        new ShareVisit(world.technicians, world.appointments, sameForAll()),
        new ReleaseVisit((Visits) world.appointments, timeline),
        mock(Notes.class),
        timeline,
        Clock.fixed(BookedTerritory.NOW, ZoneOffset.UTC));
  }

  private static Decisions sameForAll() {
    return new Decisions() {
      @Override
      public Answer one(OrderId order, String table, Map<String, Object> inputs) {
        throw new IllegalArgumentException("many may match");
      }

      @Override
      public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
        return List.of();
      }
    };
  }

  private Appointments counting(Appointments appointments) {
    InvocationHandler counter =
        (proxy, method, arguments) -> {
          Object answer = method.invoke(appointments, arguments);
          if (method.getName().equals("hold") && Boolean.FALSE.equals(answer)) {
            lost.incrementAndGet();
            ownLosses.set(ownLosses.get() + 1);
          }
          return answer;
        };
    return (Appointments)
        Proxy.newProxyInstance(
            Appointments.class.getClassLoader(), new Class<?>[] {Appointments.class}, counter);
  }
}
