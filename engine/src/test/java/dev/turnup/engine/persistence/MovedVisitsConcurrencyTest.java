package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.delivery.LeftVisits;
import dev.turnup.engine.delivery.ReadPlan;
import dev.turnup.engine.delivery.ReleaseVisit;
import dev.turnup.engine.delivery.ReviewStart;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.scheduling.Appointment;
import dev.turnup.engine.scheduling.AskForVisit;
import dev.turnup.engine.scheduling.Booking;
import dev.turnup.engine.scheduling.ChooseTechnician;
import dev.turnup.engine.scheduling.FindLostVisits;
import dev.turnup.engine.scheduling.HearOfVisit;
import dev.turnup.engine.scheduling.HoldVisit;
import dev.turnup.engine.scheduling.LeaveOutVisits;
import dev.turnup.engine.scheduling.LostVisits;
import dev.turnup.engine.scheduling.MoveLostVisit;
import dev.turnup.engine.scheduling.OfferedTimes;
import dev.turnup.engine.scheduling.Offers.By;
import dev.turnup.engine.scheduling.Offers.Offer;
import dev.turnup.engine.scheduling.Offers.Offered;
import dev.turnup.engine.scheduling.Offers.Wanted;
import dev.turnup.engine.scheduling.PromiseDate;
import dev.turnup.engine.scheduling.RescheduleVisit;
import dev.turnup.engine.scheduling.RescheduleVisit.Result;
import dev.turnup.engine.scheduling.RescheduleVisit.Why;
import dev.turnup.engine.scheduling.ReserveVisit;
import dev.turnup.engine.scheduling.RunningDeliveries;
import dev.turnup.engine.scheduling.SearchSlots;
import dev.turnup.engine.scheduling.SettleWish;
import dev.turnup.engine.scheduling.ShareVisit;
import dev.turnup.engine.scheduling.Slot;
import dev.turnup.engine.scheduling.VisitNeeds;
import dev.turnup.engine.scheduling.VisitSlots;
import dev.turnup.engine.scheduling.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
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
  private final Territories everywhere = postalCode -> Optional.of(world.territory);
  private final SiteClock siteClock = new SiteClock(everywhere, stores.clock);
  private final ChooseTechnician chooseTechnician = new ChooseTechnician(new NoPreference());
  private final RescheduleVisit rescheduleVisit = rescheduleVisit();

  @BeforeEach
  void everybodyLaysFibre() {
    stores.jdbc.update(
        "insert into turnup.technician_skill select id, 'fibre' from turnup.technician where territory_id = ?",
        world.territory.id());
  }

  @Test
  void asManyGetItAsThereAreTechniciansAndAllOthersKeepWhatTheyHave() throws Exception {
    List<PlanInDatabase> plans = Stream.generate(this::planned).limit(ORDERS).toList();
    for (int i = 0; i < ORDERS; i++) {
      // four hours of each technician, after the one that all will want
      Instant own = WANTED.plus(Duration.ofHours(i / TECHNICIANS + 1L));
      assertThat(committed(move(plans.get(i), own))).isInstanceOf(Result.Moved.class);
    }

    Map<Boolean, List<Result>> first =
        atOnce(plans.stream().map(plan -> move(plan, WANTED)).toList()).stream()
            .collect(partitioningBy(Result.Moved.class::isInstance));

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

  @Test
  void givesBackWhatAnOrderDoesNotUseAndForgetsWhatNobodyOrdered() {
    HoldVisit holdVisit = new HoldVisit(stores.bookings, searchSlots(), stores.clock);
    SearchSlots.Described visit =
        new SearchSlots.Described("20457", Set.of(), Duration.ofMinutes(60));
    String caller = "claiming-" + UUID.randomUUID();
    Supplier<UUID> held =
        () ->
            world.commit(
                () ->
                    ((HoldVisit.Result.Held)
                            holdVisit.of(
                                new HoldVisit.Wish(caller, Optional.empty(), "s", visit, WANTED)))
                        .visit());
    OrderId order = planned().order;
    UUID claimed = held.get();
    UUID left = held.get();
    Instant now = StoresAlone.NOW;
    assertThat(stores.bookings.claim(claimed, caller, order, List.of(), now, now.plusSeconds(60)))
        .isTrue();

    stores.bookings.releaseClaimed(order);
    assertThat(stores.bookings.find(claimed, Optional.empty()).orElseThrow().state())
        .isEqualTo(Booking.State.CANCELLED);

    stores.bookings.forget(caller, now);
    assertThat(stores.bookings.find(left, Optional.of(caller))).isPresent();
    stores.bookings.forget(caller, WANTED.plus(Duration.ofDays(7)));
    assertThat(stores.bookings.find(left, Optional.of(caller))).isEmpty();
    assertThat(stores.bookings.find(claimed, Optional.empty())).as("an order had it").isPresent();
  }

  @Test
  void oneTimeIsHeldOnceForEachKeyHoweverOftenItIsSent() throws Exception {
    HoldVisit holdVisit = new HoldVisit(stores.bookings, searchSlots(), stores.clock);
    SearchSlots.Described visit =
        new SearchSlots.Described("20457", Set.of(), Duration.ofMinutes(60));
    String caller = "holding-" + UUID.randomUUID();
    List<Supplier<HoldVisit.Result>> wishes = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      HoldVisit.Wish wish =
          new HoldVisit.Wish(caller, Optional.of("key-" + i % 4), "same", visit, WANTED);
      wishes.add(() -> holdVisit.of(wish));
    }

    List<HoldVisit.Result> results = atOnce(wishes);

    Map<Class<?>, List<HoldVisit.Result>> what =
        results.stream().collect(groupingBy(Object::getClass));
    assertThat(what.get(HoldVisit.Result.Held.class))
        .as("of four keys, by three technicians")
        .hasSize(TECHNICIANS);
    assertThat(what.get(HoldVisit.Result.Repeated.class)).hasSize(2 * TECHNICIANS);
    assertThat(what.get(HoldVisit.Result.Taken.class)).hasSize(ORDERS - 3 * TECHNICIANS);
    assertThat(stores.bookings.heldWithoutOrder(caller, StoresAlone.NOW)).isEqualTo(TECHNICIANS);
    assertThat(world.overlaps()).isZero();
  }

  @Test
  void whatIsLostIsMovedOnceHoweverManyNodesSeeToIt() throws Exception {
    String ill = world.territory.id() + "-1";
    List<PlanInDatabase> plans = Stream.generate(this::planned).limit(4).toList();
    for (int i = 0; i < plans.size(); i++) {
      Instant start = WANTED.plus(Duration.ofDays(1)).plus(Duration.ofHours(i));
      PlanInDatabase plan = plans.get(i);
      world.commit(
          () -> rescheduleVisit.to(plan.delivery.id(), start, Optional.of(ill), Why.CUSTOMER));
    }
    List<Instant> starts = starts(plans);
    LostVisits lostVisits = (LostVisits) stores.appointments;
    FindLostVisits findLostVisits =
        new FindLostVisits(lostVisits, stores.technicians, stores.clock);

    List<LostVisits.Duty> lost =
        world.commit(
            () -> findLostVisits.by(() -> letBeAbsent(ill), List.of(ill), Optional.empty()));

    assertThat(lost).extracting(duty -> duty.work().orElseThrow().order()).isEqualTo(orders(plans));
    assertThat(lostVisits.due(StoresAlone.NOW, 100)).isEqualTo(lost);
    MoveLostVisit moveLostVisit =
        new MoveLostVisit(
            stores.orders,
            stores.deliveries,
            lostVisits,
            stores.technicians,
            rescheduleVisit,
            (technician, order, visit) -> {},
            stores.clock);
    List<Supplier<Boolean>> nodes =
        Stream.concat(lost.stream(), lost.stream())
            .<Supplier<Boolean>>map(duty -> () -> moved(moveLostVisit, duty))
            .toList();
    atOnce(nodes);

    assertThat(starts(plans)).as("somebody else comes at the same time").isEqualTo(starts);
    assertThat(live(plans)).noneMatch(visit -> visit.slot().technician().equals(ill));
    assertThat(lostVisits.due(StoresAlone.NOW, 100)).isEmpty();
    assertThat(world.overlaps()).isZero();
    for (PlanInDatabase plan : plans) {
      assertThat(
              stores.jdbc.queryForObject(
                  "select count(*) from turnup.order_event"
                      + " where order_id = ? and text like 'Another technician%'",
                  Integer.class, plan.order.value()))
          .isEqualTo(1);
    }
  }

  @Test
  void whatTheWorkforceSystemSaysWhileItAnswersComesAfterTheAnswer() throws Exception {
    Territory there = new Territory(world.territory.id(), "Theirs", world.territory.zone(), true);
    Territories theirs = postalCode -> Optional.of(there);
    VisitNeeds visitNeeds = new VisitNeeds(stores.components, theirs, siteClock);
    VisitSlots visitSlots = visitSlots();
    RunningDeliveries running = mock(RunningDeliveries.class);
    when(running.visitMoved(any(), any())).thenReturn(true);
    HearOfVisit hearOfVisit =
        new HearOfVisit(
            stores.orders,
            stores.components,
            stores.deliveries,
            stores.appointments,
            offeredTimes(visitSlots),
            promiseDate(visitSlots, theirs),
            running,
            (order, delivery) -> true,
            visitNeeds,
            stores.timeline,
            siteClock,
            stores.clock);
    ReserveVisit reserveVisit = reserveVisit(visitSlots, visitNeeds, theirs);
    List<PlanInDatabase> plans = Stream.generate(this::planned).limit(ORDERS).toList();
    Instant chosen = WANTED.plus(Duration.ofDays(1));
    Instant said = WANTED.plus(Duration.ofDays(2));
    List<Supplier<Boolean>> nodes = new ArrayList<>();
    List<Supplier<Boolean>> hearing = new ArrayList<>();
    for (PlanInDatabase plan : plans) {
      Wanted asked = bookedAndAsked(plan, chosen);
      Workforce.Reserved kept =
          new Workforce.Reserved(
              "VISIT-1",
              "confirmed",
              Optional.of(chosen.atOffset(ZoneOffset.UTC)),
              Optional.of(chosen.plusSeconds(3_600).atOffset(ZoneOffset.UTC)),
              "",
              "");
      nodes.add(
          () ->
              reserveVisit
                  .record(
                      plan.delivery.id(),
                      new ReserveVisit.Answered(Optional.of(asked), Optional.of(kept)))
                  .equals(
                      new StepResult.Done(Map.of("visitReserved", true, "timeOffered", false))));
      HearOfVisit.News news =
          new HearOfVisit.News(
              plan.order,
              plan.delivery.id(),
              new HearOfVisit.Fate.Planned(said, said.plusSeconds(3_600), "rita"),
              stores.clock.instant());
      hearing.add(() -> hearOfVisit.of(news));
    }
    nodes.addAll(hearing);

    List<Boolean> done = atOnce(nodes);

    assertThat(done.subList(0, ORDERS)).as("is the visit's time").containsOnly(true);
    // what came before the answer comes again
    hearing.forEach(again -> assertThat(committed(again)).isTrue());
    assertThat(starts(plans)).hasSize(ORDERS).containsOnly(said);
    assertThat(plans).allMatch(plan -> stores.offers.of(plan.delivery.id()).isEmpty());
  }

  /** A visit that is booked there, while another time was asked for. */
  private Wanted bookedAndAsked(PlanInDatabase plan, Instant chosen) {
    UUID id = stores.appointments.nextId();
    Wanted asked =
        new Wanted(
            stores.appointments.nextId(),
            new Offer(chosen, chosen.plusSeconds(3_600), "SLOT-1"),
            By.CUSTOMER);
    ZonedDateTime start = WANTED.atZone(world.territory.zone());
    return world.commit(
        () -> {
          stores.appointments.holdOutside(
              new Appointment(
                  id,
                  plan.order,
                  plan.delivery.id(),
                  new Slot("", start, start.plusHours(1)),
                  Optional.of(world.territory.id()),
                  Optional.of(WANTED),
                  id,
                  true),
              "VISIT-1");
          stores.appointments.book(id);
          stores.offers.keep(
              plan.delivery.id(),
              new Offered("when?", WANTED, List.of(), Optional.empty(), Optional.of(asked), false));
          return asked;
        });
  }

  private ReserveVisit reserveVisit(
      VisitSlots visitSlots, VisitNeeds visitNeeds, Territories theirs) {
    return new ReserveVisit(
        mock(Workforce.class),
        stores.orders,
        stores.deliveries,
        stores.offers,
        offeredTimes(visitSlots),
        visitNeeds,
        new SettleWish(
            stores.components,
            stores.appointments,
            stores.offers,
            offeredTimes(visitSlots),
            visitSlots,
            visitNeeds,
            theirs,
            mock(LeftVisits.class),
            mock(LeaveNote.class),
            stores.timeline,
            siteClock));
  }

  private void letBeAbsent(String technician) {
    stores.jdbc.update(
        "insert into turnup.technician_absence (id, technician_id, starts, ends, reason)"
            + " values (?, ?, '2026-03-01 00:00', '2027-03-01 00:00', 'away')",
        technician,
        technician);
  }

  private static boolean moved(MoveLostVisit moveLostVisit, LostVisits.Duty duty) {
    moveLostVisit.forDelivery(duty.work().orElseThrow().delivery());
    return true;
  }

  private List<Instant> starts(List<PlanInDatabase> plans) {
    return live(plans).stream().map(visit -> visit.slot().start().toInstant()).toList();
  }

  private static List<OrderId> orders(List<PlanInDatabase> plans) {
    return plans.stream().map(plan -> plan.order).toList();
  }

  private <T> List<T> atOnce(List<Supplier<T>> wishes) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(wishes.size());
    try {
      List<Callable<T>> calls = new ArrayList<>();
      wishes.forEach(wish -> calls.add(() -> committed(wish)));
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(calls)) {
        results.add(done.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Whoever is slower does it again, as callers do. */
  private <T> T committed(Supplier<T> wish) {
    while (true) {
      try {
        return world.commit(wish);
      } catch (StaleVersion | ConcurrencyFailureException overtaken) {
        // the others go on, so this ends
      }
    }
  }

  private Supplier<Result> move(PlanInDatabase plan, Instant start) {
    return () -> rescheduleVisit.to(plan.delivery.id(), start, Optional.empty(), Why.CUSTOMER);
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

  private SearchSlots searchSlots() {
    return new SearchSlots(
        stores.orders,
        stores.components,
        stores.deliveries,
        stores.technicians,
        stores.appointments,
        chooseTechnician,
        offeredTimes(visitSlots()),
        everywhere,
        siteClock,
        stores.clock);
  }

  private VisitSlots visitSlots() {
    return new VisitSlots(
        stores.technicians,
        stores.appointments,
        stores.bookings,
        chooseTechnician,
        new ShareVisit(stores.technicians, stores.appointments, new NoPreference()),
        new ReleaseVisit((Visits) stores.appointments, stores.timeline),
        mock(Notes.class),
        stores.timeline,
        stores.clock);
  }

  private OfferedTimes offeredTimes(VisitSlots visitSlots) {
    return new OfferedTimes(stores.offers, stores.appointments, visitSlots, stores.clock);
  }

  private RescheduleVisit rescheduleVisit() {
    VisitSlots visitSlots = visitSlots();
    RunningDeliveries running = mock(RunningDeliveries.class);
    when(running.visitMoved(any(), any())).thenReturn(true);
    return new RescheduleVisit(
        stores.orders,
        stores.components,
        stores.deliveries,
        stores.appointments,
        stores.bookings,
        searchSlots(),
        visitSlots,
        mock(AskForVisit.class),
        promiseDate(visitSlots, everywhere),
        running,
        everywhere,
        stores.timeline,
        siteClock,
        stores.clock);
  }

  private PromiseDate promiseDate(VisitSlots visitSlots, Territories territories) {
    return new PromiseDate(
        stores.orders,
        stores.components,
        stores.deliveries,
        stores.appointments,
        visitSlots,
        offeredTimes(visitSlots),
        mock(LeaveOutVisits.class),
        territories,
        mock(ReviewStart.class),
        mock(ReadPlan.class),
        stores.timeline,
        siteClock);
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
