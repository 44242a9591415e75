package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.delivery.ReleaseVisit;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.scheduling.Appointment;
import dev.turnup.engine.scheduling.ChooseTechnician;
import dev.turnup.engine.scheduling.PromiseDate;
import dev.turnup.engine.scheduling.RescheduleVisit;
import dev.turnup.engine.scheduling.RescheduleVisit.Result;
import dev.turnup.engine.scheduling.RescheduleVisit.Why;
import dev.turnup.engine.scheduling.SearchSlots;
import dev.turnup.engine.scheduling.ShareVisit;
import dev.turnup.engine.scheduling.VisitSlots;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;

/** Many want their visit at the same time, and give up another for it. */
class MovedVisitsConcurrencyTest {

  private static final int ORDERS = 12;
  private static final int TECHNICIANS = 3;
  private static final Instant WANTED =
      StoresAlone.NOW.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(34));

  private final StoresAlone stores = StoresAlone.shared();
  private final BookedTerritory world = new BookedTerritory(TECHNICIANS, 0);
  private final RescheduleVisit rescheduleVisit = rescheduleVisit();

  @Test
  void asManyGetItAsThereAreTechniciansAndAllOthersKeepWhatTheyHave() throws Exception {
    stores.jdbc.update(
        "insert into turnup.technician_skill select id, 'fibre' from turnup.technician where territory_id = ?",
        world.territory.id());
    List<PlanInDatabase> plans = Stream.generate(this::planned).limit(ORDERS).toList();
    for (int i = 0; i < ORDERS; i++) {
      // four hours of each technician, after the one that all will want
      Instant own = WANTED.plus(Duration.ofHours(i / TECHNICIANS + 1L));
      assertThat(move(plans.get(i), own)).isInstanceOf(Result.Moved.class);
    }
    Map<Boolean, List<Result>> first = atOnce(plans, WANTED);

    assertThat(first.get(true)).hasSize(TECHNICIANS);
    assertThat(first.get(false))
        .hasSize(ORDERS - TECHNICIANS)
        .allSatisfy(
            lost ->
                assertThat(((Result.Taken) lost).alternatives())
                    .isNotEmpty()
                    .noneMatch(time -> time.start().toInstant().equals(WANTED)));
    assertThat(live(plans)).hasSize(ORDERS);
    assertThat(world.overlaps()).isZero();
  }

  private Map<Boolean, List<Result>> atOnce(List<PlanInDatabase> plans, Instant start)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(ORDERS);
    try {
      List<Callable<Result>> moves = new ArrayList<>();
      plans.forEach(plan -> moves.add(() -> move(plan, start)));
      List<Result> results = new ArrayList<>();
      for (Future<Result> done : threads.invokeAll(moves)) {
        results.add(done.get());
      }
      return results.stream().collect(partitioningBy(Result.Moved.class::isInstance));
    } finally {
      threads.shutdownNow();
    }
  }

  /** Whoever is slower does it again, as callers do. */
  private Result move(PlanInDatabase plan, Instant start) {
    while (true) {
      try {
        return world.commit(
            () -> rescheduleVisit.to(plan.delivery.id(), start, Optional.empty(), Why.CUSTOMER));
      } catch (StaleVersion | ConcurrencyFailureException overtaken) {
        // the others go on, so this ends
      }
    }
  }

  private List<Appointment> live(List<PlanInDatabase> plans) {
    return plans.stream()
        .flatMap(plan -> stores.appointments.of(plan.delivery.id()).stream())
        .toList();
  }

  private PlanInDatabase planned() {
    PlanInDatabase plan = stores.plan();
    Availability today =
        new Availability.From(LocalDate.ofInstant(StoresAlone.NOW, ZoneOffset.UTC));
    stores.components.update(
        stores.components.of(plan.order).stream().map(one -> one.available(today)).toList());
    return plan;
  }

  private RescheduleVisit rescheduleVisit() {
    Territories everywhere = postalCode -> Optional.of(world.territory);
    SiteClock siteClock = new SiteClock(everywhere, stores.clock);
    ChooseTechnician chooseTechnician = new ChooseTechnician(new NoPreference());
    VisitSlots visitSlots =
        new VisitSlots(
            stores.technicians,
            stores.appointments,
            chooseTechnician,
            new ShareVisit(stores.technicians, stores.appointments, new NoPreference()),
            new ReleaseVisit((Visits) stores.appointments, stores.timeline),
            stores.timeline,
            stores.clock);
    return new RescheduleVisit(
        stores.orders,
        stores.components,
        stores.deliveries,
        stores.appointments,
        stores.bookings,
        new SearchSlots(
            stores.orders,
            stores.components,
            stores.deliveries,
            stores.technicians,
            stores.appointments,
            chooseTechnician,
            everywhere,
            siteClock,
            stores.clock),
        visitSlots,
        new PromiseDate(
            stores.orders,
            stores.components,
            stores.deliveries,
            stores.appointments,
            visitSlots,
            everywhere,
            stores.timeline,
            siteClock),
        (order, delivery) -> true,
        everywhere,
        stores.timeline,
        siteClock,
        stores.clock);
  }

  private static final class NoPreference implements Decisions {

    @Override
    public Answer one(OrderId order, String table, Map<String, Object> inputs) {
      throw new IllegalArgumentException("many may match");
    }

    @Override
    public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      return List.of();
    }
  }
}
