package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.turnup.engine.Planning;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.RecordVisit;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Notes.Note;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.scheduling.Offers.Offer;
import dev.turnup.engine.scheduling.PromiseDate.Round;
import dev.turnup.engine.scheduling.RescheduleVisit.Result;
import dev.turnup.engine.scheduling.RescheduleVisit.Why;
import dev.turnup.engine.scheduling.Workforce.Reserved;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cologne, where the workforce system says when visits can be. */
class OutsideCalendarTest {

  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final StepResult KEPT = result(true, false);
  private static final StepResult NEXT = result(false, true);
  private static final StepResult NONE = result(false, false);

  private final Planning planning = new Planning();
  private final Fake workforce = new Fake();
  private final SearchTimeSlots searchTimeSlots =
      new SearchTimeSlots(
          workforce,
          planning.orders,
          planning.deliveries,
          planning.offeredTimes,
          planning.visitNeeds);
  private final ReserveVisit reserveVisit =
      new ReserveVisit(
          workforce,
          planning.orders,
          planning.deliveries,
          planning.offers,
          planning.offeredTimes,
          planning.visitNeeds,
          planning.settleWish);
  private final PlanByHand planByHand =
      new PlanByHand(planning.orders, planning.deliveries, planning.settleWish);

  @Test
  void promisesTheFirstTimeThatTheWorkforceSystemKeeps() {
    OrderId order = ordered();
    DeliveryId delivery = planned(order);

    assertThat(planning.promiseDate.forOrder(order))
        .isEqualTo(new PromiseDate.Promised(Optional.empty(), List.of(delivery), 1));
    assertThat(planning.proposeAppointment.forDelivery(delivery).toAgreeOn()).isTrue();
    Workforce.Search search = searchTimeSlots.requestFor(delivery).search().orElseThrow();
    assertThat(search.from()).isEqualTo(at(MONDAY, 8));
    assertThat(search.until()).isEqualTo(at(MONDAY, 8).plusDays(60));
    assertThat(search.skills()).containsExactly("fibre");

    // what begins before the window, or is too short, is not what was asked for
    Offer tooEarly = offer(MONDAY.minusDays(3), 9);
    Offer tooShort = new Offer(instant(MONDAY, 8), instant(MONDAY, 8).plusSeconds(60), "");
    assertThat(offered(delivery, tooEarly, tooShort, offer(TUESDAY, 9), offer(TUESDAY, 11)))
        .isTrue();
    assertThat(wanted(delivery)).isEqualTo(at(TUESDAY, 9));
    String first = reserveVisit.intentOf(delivery).orElseThrow();
    assertThat(answered(delivery, taken())).isEqualTo(NEXT);
    assertThat(wanted(delivery)).isEqualTo(at(TUESDAY, 11));
    assertThat(reserveVisit.intentOf(delivery)).isNotEmpty().isNotEqualTo(Optional.of(first));
    assertThat(answered(delivery, kept(at(TUESDAY, 11), ""))).isEqualTo(KEPT);

    assertThat(planning.promiseDate.forOrder(order))
        .isEqualTo(new PromiseDate.Promised(Optional.of(TUESDAY), List.of(), 0));
    assertThat(slot(delivery).technician()).isEmpty();
    started(delivery);
    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
    assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();
    assertThat(planning.timeline.of(order, 0, 100))
        .extracting(recorded -> recorded.entry().text())
        .contains("The workforce system has nobody for delivery 1 at 2026-03-03 09:00")
        .contains("The workforce system keeps a time for delivery 1: 2026-03-03 11:00")
        .anyMatch(text -> text.endsWith("2026-03-03, 11:00 to 13:00"));
  }

  @Test
  void promisesWhatIsSettledWhereASiteHasNoAnswer() {
    OrderId order =
        planning.roomForAll(
            AnItem.like(item("1", "internet-300")).at(site("site-5")).item(),
            AnItem.like(item("2", "internet-300")).at(site("site-6")).item());
    List<DeliveryId> both = planning.planDeliveries.forOrder(order).deliveries();
    Instant until = planning.promiseDate.waitsUntil();
    assertThat(planning.promiseDate.forOrder(order).toAgreeOn()).isEqualTo(both);
    assertThat(promised(order, new Round(both.get(0), until)).toAgreeOn())
        .as("each is asked for once")
        .containsExactly(both.get(1));
    assertThat(planning.notes.of(order)).isEmpty();

    assertThat(promised(order, new Round(both.get(1), until)))
        .as("nothing is settled")
        .isEqualTo(new PromiseDate.Promised(Optional.empty(), List.of(), 0));
    offered(both.get(1), offer(TUESDAY, 9));
    answered(both.get(1), kept(at(TUESDAY, 9), ""));
    planning.clock.advance(Duration.ofMinutes(30));
    assertThat(promised(order, new Round(both.get(0), until)))
        .as("it is too late for others")
        .isEqualTo(new PromiseDate.Promised(Optional.of(TUESDAY), List.of(), 0));
    assertThat(planning.notes.of(order))
        .extracting(Note::text)
        .contains(
            "The workforce system has not agreed to a time for the visits of deliveries 1, 2; the"
                + " promise is made without them, and it is asked again when they begin")
        .last(STRING)
        .startsWith("The workforce system has not agreed to a time for the visit of delivery 1; ");

    // none is offered, and later one is
    offered(both.get(0));
    assertThat(planning.promiseDate.forOrder(order).day()).contains(TUESDAY);
    assertThat(planning.notes.of(order))
        .extracting(Note::text)
        .last(STRING)
        .startsWith("The workforce system offers no time for the visit of delivery 1; ");
    int told = planning.notes.of(order).size();
    planning.promiseDate.forOrder(order);
    assertThat(planning.notes.of(order)).as("they know").hasSize(told);
    started(both.get(0));
    offered(both.get(0), offer(TUESDAY.plusDays(6), 9));
    answered(both.get(0), kept(at(TUESDAY.plusDays(6), 9), ""));
    assertThat(planning.proposeAppointment.forDelivery(both.get(0)).slotFound()).isTrue();
    assertThat(planning.orders.get(order).promisedDate()).contains(TUESDAY.plusDays(6));
  }

  @Test
  void asksForEverySiteInTimeWhereTheFirstHasNoAnswer() {
    OrderId order =
        planning.roomForAll(
            IntStream.rangeClosed(1, 101)
                .mapToObj(i -> AnItem.like(item("" + i, "internet-300")).at(site("s-" + i)).item())
                .toArray(OrderItem[]::new));
    List<DeliveryId> all = planning.planDeliveries.forOrder(order).deliveries();
    Instant until = planning.promiseDate.waitsUntil();
    Duration share = Duration.ofMinutes(10);
    PromiseDate.Promised first = planning.promiseDate.forOrder(order);
    assertThat(first.toAgreeOn()).isEqualTo(all.subList(0, 50));
    assertThat(planning.promiseDate.waitsUntil(until, first.rounds()))
        .isEqualTo(planning.clock.instant().plus(share));
    planning.kept.raise(
        new StepFellOut(
            order,
            Optional.empty(),
            Optional.of(all.get(0)),
            "search-time-slots",
            new Failure("workforce", "http-422", "no such region")));

    planning.clock.advance(share);
    PromiseDate.Promised second = promised(order, new Round(all.get(49), until));
    assertThat(second.toAgreeOn()).isEqualTo(all.subList(50, 100));
    assertThat(planning.kept.settled).as("nobody works on it any more").hasSize(1);
    assertThat(planning.promiseDate.waitsUntil(until, second.rounds()))
        .isEqualTo(planning.clock.instant().plus(share));
    assertThat(planning.notes.of(order)).isEmpty();

    offered(all.get(60), offer(TUESDAY, 9));
    answered(all.get(60), kept(at(TUESDAY, 9), ""));
    PromiseDate.Promised third = promised(order, new Round(all.get(99), until));
    assertThat(third.toAgreeOn()).containsExactly(all.get(100));
    assertThat(planning.promiseDate.waitsUntil(until, third.rounds()))
        .as("what the others left is the last one's")
        .isEqualTo(until);

    // the node was away for so long
    planning.clock.advance(Duration.ofHours(1));
    assertThat(promised(order, new Round(all.get(99), until)).day()).contains(TUESDAY);
    assertThat(planning.notes.of(order))
        .extracting(Note::text)
        .anyMatch(
            text -> text.startsWith("The workforce system has not agreed to a time for the visits"))
        .contains(
            "The workforce system could not be asked in time for the visit of delivery 101; the"
                + " promise is made without it, and it is asked when the delivery begins");
  }

  @Test
  void asksOnceMoreForASiteWhereSomebodyChoseMeanwhile() {
    OrderId order =
        planning.roomForAll(
            AnItem.like(item("1", "internet-300")).at(site("site-7")).item(),
            AnItem.like(item("2", "internet-300")).at(site("site-8")).item(),
            AnItem.like(item("3", "internet-300")).at(site("site-9")).item());
    List<DeliveryId> all = planning.planDeliveries.forOrder(order).deliveries();
    List<DeliveryId> both = all.subList(0, 2);
    Instant until = planning.promiseDate.waitsUntil();
    planning.promiseDate.forOrder(order);
    for (DeliveryId one : both) {
      offered(one, offer(TUESDAY, 9), offer(TUESDAY.plusDays(1), 9));
      answered(one, kept(at(TUESDAY, 9), ""));
    }
    offered(both.get(0), offer(TUESDAY.plusDays(1), 9));
    assertThat(moved(both.get(0), TUESDAY.plusDays(1))).isInstanceOf(Result.Asked.class);

    Round first = new Round(planning.promiseDate.lastAsked(Optional.empty(), all), until);
    List<DeliveryId> again = promised(order, first).toAgreeOn();
    assertThat(again).containsExactly(both.get(0));
    reserveVisit.requestFor(both.get(0));
    DeliveryId last = planning.promiseDate.lastAsked(Optional.of(first), again);
    assertThat(promised(order, new Round(last, until)).toAgreeOn())
        .as("it was asked for, and so was the one without an answer")
        .isEmpty();
  }

  private PromiseDate.Promised promised(OrderId order, Round round) {
    return planning.promiseDate.forOrder(order, Optional.of(round));
  }

  @Test
  void asksDispatchOnlyIfNothingIsOffered() {
    DeliveryId delivery = planned(ordered());
    started(delivery);
    assertThat(offered(delivery)).isFalse();

    ProposeAppointment.Proposal proposal = planning.proposeAppointment.forDelivery(delivery);
    assertThat(proposal.toAgreeOn()).isFalse();
    assertThat(proposal.slotFound()).isFalse();
    assertThat(proposal.scheduling().orElseThrow().situation())
        .startsWith("The workforce system offers no time for the visit for ");

    assertThat(chosen(delivery, "searchAgain", "")).isFalse();
    assertThat(planning.proposeAppointment.forDelivery(delivery).toAgreeOn()).isTrue();

    assertThat(offered(delivery)).isFalse();
    assertThatThrownBy(() -> chosen(delivery, "chosen", TUESDAY + "T17:00"))
        .hasMessage("Name a technician. Or have the time kept by the workforce system.");
    assertThat(chosen(delivery, "reserved", TUESDAY + "T17:00")).isFalse();
    assertThat(planning.proposeAppointment.forDelivery(delivery).toAgreeOn()).isTrue();
    assertThat(wanted(delivery)).isEqualTo(at(TUESDAY, 17));
    assertThat(answered(delivery, kept(at(TUESDAY, 17), "rita"))).isEqualTo(KEPT);
    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
    assertThat(slot(delivery).technician()).isEqualTo("rita");
    assertThat(planning.calendar.of(delivery).flatMap(Appointment::ourTechnician))
        .as("a name of theirs is nobody's here")
        .isEmpty();
  }

  @Test
  void asksAgainWhenAnAnswerIsOldOrForAnotherQuestion() {
    OrderId order = ordered();
    DeliveryId delivery = planned(order);
    offered(delivery);
    assertThat(planning.promiseDate.forOrder(order).toAgreeOn()).isEmpty();

    planning.clock.advance(Duration.ofMinutes(16));
    assertThat(planning.promiseDate.forOrder(order).toAgreeOn()).containsExactly(delivery);
    offered(delivery);
    planning.room(order, "access-line", MONDAY.plusDays(10));
    assertThat(planning.promiseDate.forOrder(order).toAgreeOn()).containsExactly(delivery);
  }

  @Test
  void movesTheVisitThatBecameImpossible() {
    OrderId order = ordered();
    DeliveryId delivery = booked(order, at(TUESDAY, 9));
    LocalDate later = MONDAY.plusDays(10);
    planning.room(order, "access-line", later);

    assertThat(planning.proposeAppointment.forDelivery(delivery).toAgreeOn()).isTrue();
    assertThat(slot(delivery).start()).as("stays until another is kept").isEqualTo(there(TUESDAY));
    assertThat(searchTimeSlots.requestFor(delivery).search().orElseThrow().from())
        .isEqualTo(at(later, 0));
    assertThat(offered(delivery, offer(later, 9))).isTrue();
    assertThat(answered(delivery, kept(at(later, 9), ""))).isEqualTo(KEPT);

    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
    assertThat(slot(delivery).start()).isEqualTo(there(later));
    assertThat(planning.orders.get(order).promisedDate()).contains(later);
  }

  @Test
  void movesTheVisitToTheTimeThatSomebodyChoseIfItIsStillFree() {
    OrderId order = ordered();
    DeliveryId delivery = booked(order, at(TUESDAY, 9));
    planning.waitingForVisit.add(delivery);
    assertThat(moved(delivery, TUESDAY.plusDays(1))).isEqualTo(new Result.Taken(List.of()));
    searchTimeSlots.keep(
        delivery,
        new SearchTimeSlots.Found(
            searchTimeSlots.toChooseFrom(delivery).orElseThrow().about(),
            List.of(offer(TUESDAY.plusDays(1), 9), offer(TUESDAY.plusDays(2), 9))));
    assertThat(searchTimeSlots.toChooseFrom(delivery)).isEmpty();
    assertThat(times(delivery)).hasSize(2);

    assertThat(moved(delivery, TUESDAY.plusDays(1))).isInstanceOf(Result.Asked.class);
    assertThat(planning.waitingForVisit).as("still to be made").contains(delivery);
    assertThat(planning.reviewVisit.stands(delivery)).as("to be agreed on").isFalse();
    assertThat(slot(delivery).start()).isEqualTo(there(TUESDAY));
    assertThat(planning.bookAppointment.forDelivery(delivery)).isEmpty();
    assertThat(answered(delivery, taken())).isEqualTo(NONE);
    assertThat(planning.timeline.last().facts())
        .containsEntry("stays", "true")
        .containsEntry("start", there(TUESDAY).toOffsetDateTime().toString());
    assertThat(planning.reviewVisit.stands(delivery)).isTrue();
    assertThat(planning.bookAppointment.forDelivery(delivery)).as("as before").isPresent();
    assertThat(times(delivery)).hasSize(1);

    assertThat(moved(delivery, TUESDAY.plusDays(2))).isInstanceOf(Result.Asked.class);
    assertThat(searchTimeSlots.requestFor(delivery).search()).as("one is wanted").isEmpty();
    assertThat(answered(delivery, kept(at(TUESDAY.plusDays(2), 9), ""))).isEqualTo(KEPT);
    assertThat(planning.reviewVisit.stands(delivery)).as("to be booked").isFalse();
    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
    assertThat(planning.orders.get(order).promisedDate()).contains(TUESDAY.plusDays(2));
  }

  @Test
  void keepsInMindWhatIsChosenWhileItAsksForSomethingElse() {
    DeliveryId delivery = planned(ordered());
    offered(delivery, offer(TUESDAY, 9), offer(TUESDAY.plusDays(1), 9));
    ReserveVisit.Wish asked = reserveVisit.requestFor(delivery);
    assertThat(moved(delivery, TUESDAY.plusDays(1))).isInstanceOf(Result.Asked.class);

    assertThat(
            reserveVisit.record(
                delivery,
                new ReserveVisit.Answered(asked.wanted(), Optional.of(kept(at(TUESDAY, 9), "")))))
        .isEqualTo(KEPT);

    assertThat(slot(delivery).start()).isEqualTo(there(TUESDAY));
    assertThat(wanted(delivery)).isEqualTo(at(TUESDAY.plusDays(1), 9));
    started(delivery);
    assertThat(planning.proposeAppointment.forDelivery(delivery).toAgreeOn()).isTrue();
    assertThat(planning.bookAppointment.forDelivery(delivery)).isEmpty();
  }

  @Test
  void goesOnAskingForWhatItHasAskedForUntilItKnowsWhatCameOfIt() {
    OrderId order = ordered();
    DeliveryId delivery = planned(order);
    offered(delivery, offer(TUESDAY, 9), offer(TUESDAY.plusDays(1), 9));
    String first = reserveVisit.intentOf(delivery).orElseThrow();
    reserveVisit.requestFor(delivery);
    assertThat(moved(delivery, TUESDAY.plusDays(1))).isInstanceOf(Result.Asked.class);
    assertThat(reserveVisit.intentOf(delivery)).contains(first);
    assertThat(reserveVisit.requestFor(delivery).reservation()).as("if never sent").isEmpty();
    planning.holdChosenSlot.forDelivery(
        delivery, new HoldChosenSlot.Choice("searchAgain", "", "", ""));
    assertThat(reserveVisit.intentOf(delivery)).contains(first);
    assertThat(answered(delivery, kept(at(TUESDAY, 9), ""))).isEqualTo(KEPT);
    assertThat(reserveVisit.intentOf(delivery)).isEmpty();
    started(delivery);
    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
    assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();

    // another time is asked for, and what was kept before is chosen again before the answer
    offered(delivery, offer(TUESDAY, 9), offer(TUESDAY.plusDays(1), 9));
    planning.waitingForVisit.add(delivery);
    assertThat(moved(delivery, TUESDAY.plusDays(1))).isInstanceOf(Result.Asked.class);
    String other = reserveVisit.intentOf(delivery).orElseThrow();
    reserveVisit.requestFor(delivery);
    assertThat(moved(delivery, TUESDAY)).isInstanceOf(Result.Asked.class);
    assertThat(notAsked(delivery)).as("never sent: it is kept already").isEqualTo(NONE);
    assertThat(reserveVisit.intentOf(delivery)).isEmpty();
    assertThat(planning.timeline.last().facts()).containsEntry("stays", "true");

    offered(delivery, offer(TUESDAY, 9), offer(TUESDAY.plusDays(1), 9));
    assertThat(moved(delivery, TUESDAY.plusDays(1))).isInstanceOf(Result.Asked.class);
    String again = reserveVisit.intentOf(delivery).orElseThrow();
    reserveVisit.requestFor(delivery);
    assertThat(moved(delivery, TUESDAY)).isInstanceOf(Result.Asked.class);
    assertThat(reserveVisit.intentOf(delivery)).contains(again).isNotEqualTo(Optional.of(other));
    assertThat(answered(delivery, kept(at(TUESDAY.plusDays(1), 9), ""))).isEqualTo(KEPT);
    assertThat(planning.proposeAppointment.forDelivery(delivery).toAgreeOn()).isTrue();
    assertThat(wanted(delivery)).isEqualTo(at(TUESDAY, 9));
    assertThat(answered(delivery, kept(at(TUESDAY, 9), ""))).isEqualTo(KEPT);
    assertThat(slot(delivery).start()).isEqualTo(there(TUESDAY));
    assertThat(reserveVisit.intentOf(delivery)).isEmpty();
  }

  @Test
  void asksOnceForATimeThatIsChosenOnceMore() {
    DeliveryId delivery = booked(ordered(), at(TUESDAY, 9));
    LocalDate other = TUESDAY.plusDays(1);
    offered(delivery, offer(other, 9), offer(other.plusDays(1), 9));
    planning.waitingForVisit.add(delivery);
    assertThat(asked(delivery, other, Why.CALLER)).isInstanceOf(Result.Asked.class);
    String wish = reserveVisit.intentOf(delivery).orElseThrow();
    assertThat(asked(delivery, other, Why.CALLER)).isInstanceOf(Result.Asked.class);
    assertThat(reserveVisit.intentOf(delivery)).contains(wish);

    reserveVisit.requestFor(delivery);
    assertThat(moved(delivery, other.plusDays(1))).isInstanceOf(Result.Asked.class);
    assertThat(asked(delivery, other, Why.CALLER)).as("as before").isInstanceOf(Result.Asked.class);
    assertThat(wanted(delivery)).isEqualTo(at(other, 9));
    assertThat(reserveVisit.intentOf(delivery)).contains(wish);
    assertThat(answered(delivery, kept(at(other, 9), ""))).isEqualTo(KEPT);
    assertThat(reserveVisit.intentOf(delivery)).as("nothing else is wanted").isEmpty();
    assertThat(slot(delivery).start()).isEqualTo(there(other));
  }

  @Test
  void makesNoAppointmentForADeliveryThatIsOver() {
    DeliveryId delivery = planned(ordered());
    offered(delivery, offer(TUESDAY, 9));
    String asked = reserveVisit.intentOf(delivery).orElseThrow();
    ReserveVisit.Wish wish = reserveVisit.requestFor(delivery);
    planning.deliveries.update(planning.deliveries.get(delivery).in(DeliveryState.CANCELLED));

    reserveVisit.record(
        delivery, new ReserveVisit.Answered(wish.wanted(), Optional.of(kept(at(TUESDAY, 9), ""))));

    assertThat(planning.calendar.of(delivery)).isEmpty();
    assertThat(planning.calendar.leftOutside(delivery).map(UUID::toString)).contains(asked);
    assertThat(reserveVisit.intentOf(delivery)).isEmpty();
    assertThat(reserveVisit.isTakenUp(delivery)).as("somebody has to undo it").isFalse();
    assertThat(planning.calledOff).isEmpty();
  }

  @Test
  void takesUpOrCallsOffWhatIsAnsweredWhenNobodyWaitsForItAnyMore() {
    LocalDate other = TUESDAY.plusDays(1);
    DeliveryId installed = booked(ordered(), at(TUESDAY, 9));
    offered(installed, offer(other, 9));
    planning.waitingForVisit.add(installed);
    moved(installed, other);
    ReserveVisit.Wish wish = reserveVisit.requestFor(installed);
    planning.clock.advance(Duration.between(planning.clock.instant(), instant(TUESDAY, 9)));
    planning.recordVisit.forDelivery(
        installed, RecordVisit.Report.of(RecordVisit.VisitOutcome.DONE, ""));
    assertThat(planning.calledOff).as("it may come after that").isEmpty();

    reserveVisit.record(
        installed, new ReserveVisit.Answered(wish.wanted(), Optional.of(kept(at(other, 9), ""))));

    assertThat(planning.calendar.of(installed)).isEmpty();
    assertThat(planning.calledOff).containsExactly(installed);
    assertThat(reserveVisit.isTakenUp(installed)).isTrue();

    // the promise of a large order did not wait for it
    DeliveryId late = planned(ordered());
    offered(late, offer(other, 9));
    answered(late, kept(at(other, 9), ""));
    assertThat(slot(late).start()).isEqualTo(there(other));
    assertThat(reserveVisit.isTakenUp(late)).as("undoing it takes the visit away").isTrue();
    assertThat(planning.calledOff).hasSize(1);
  }

  @Test
  void takesAChoiceFromTimesThatWereShownAWhileAgo() {
    DeliveryId delivery = booked(ordered(), at(TUESDAY, 9));
    offered(delivery, offer(TUESDAY.plusDays(1), 9));
    planning.clock.advance(Duration.ofMinutes(16));
    assertThat(times(delivery)).isEmpty();

    planning.waitingForVisit.add(delivery);
    assertThat(moved(delivery, TUESDAY.plusDays(1))).isInstanceOf(Result.Asked.class);
    assertThat(wanted(delivery)).isEqualTo(at(TUESDAY.plusDays(1), 9));
  }

  @Test
  void movesNoVisitThatHasBegunAndAsksForNothingThatIsPast() {
    LocalDate other = TUESDAY.plusDays(1);
    DeliveryId late = booked(ordered(), at(TUESDAY, 9));
    DeliveryId answered = booked(ordered(), at(TUESDAY, 9));
    for (DeliveryId delivery : List.of(late, answered)) {
      offered(delivery, offer(other, 9));
      planning.waitingForVisit.add(delivery);
      assertThat(moved(delivery, other)).isInstanceOf(Result.Asked.class);
    }
    ReserveVisit.Wish wish = reserveVisit.requestFor(answered);
    DeliveryId past = planned(ordered());
    offered(past, offer(TUESDAY, 9));
    planning.clock.advance(
        Duration.between(planning.clock.instant(), instant(TUESDAY, 9)).minusMinutes(30));
    assertThat(notAsked(late)).as("an answer may come too late").isEqualTo(NONE);
    assertThat(planning.timeline.last().facts()).containsEntry("stays", "true");
    planning.clock.advance(Duration.ofMinutes(90));

    assertThat(notAsked(past)).isEqualTo(NONE);
    assertThat(reserveVisit.intentOf(past)).isEmpty();
    assertThat(
            reserveVisit.record(
                answered,
                new ReserveVisit.Answered(wish.wanted(), Optional.of(kept(at(other, 9), "")))))
        .as("they have moved it: nobody comes as before")
        .isEqualTo(KEPT);
    assertThat(planning.timeline.last().facts()).doesNotContainKey("stays");
    assertThat(slot(answered).start()).isEqualTo(there(other));
    assertThat(planning.reviewVisit.stands(answered)).as("is told of anew").isFalse();
    assertThat(slot(late).start()).isEqualTo(there(TUESDAY));
    for (DeliveryId delivery : List.of(late, answered)) {
      assertThat(reserveVisit.intentOf(delivery)).isEmpty();
      assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
      assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();
    }
  }

  private StepResult notAsked(DeliveryId delivery) {
    ReserveVisit.Wish wish = reserveVisit.requestFor(delivery);
    assertThat(wish.reservation()).isEmpty();
    Outcome<ReserveVisit.Answered> answer =
        reserveVisit.call(new CallKey("k"), wish).toCompletableFuture().join();
    return reserveVisit.record(delivery, ((Outcome.Answer<ReserveVisit.Answered>) answer).value());
  }

  @Test
  void asksAnewWhereTheWorkforceSystemConfirmsNothing() {
    DeliveryId delivery = booked(ordered(), at(TUESDAY, 9));
    DispatchVisit dispatchVisit =
        new DispatchVisit(
            workforce,
            planning.orders,
            planning.components,
            planning.deliveries,
            planning.calendar,
            planning.timeline);

    assertThat(dispatchVisit.record(delivery, new Workforce.Confirmation("VISIT-1", "rejected")))
        .isInstanceOf(StepResult.FellOut.class);
    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound())
        .as("a person says that somebody comes")
        .isTrue();
    assertThat(slot(delivery).start()).isEqualTo(there(TUESDAY));
    assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();

    planning.calendar.refuse(delivery);
    assertThat(planning.proposeAppointment.forDelivery(delivery).toAgreeOn()).isTrue();
    assertThat(planning.bookAppointment.forDelivery(delivery)).isEmpty();
    assertThat(offered(delivery)).isFalse();
    ProposeAppointment.Proposal proposal = planning.proposeAppointment.forDelivery(delivery);
    assertThat(proposal.slotFound()).isFalse();
    assertThat(proposal.visitToCancel()).isTrue();
    assertThat(planning.timeline.last().kind())
        .as("who waits there is told")
        .isEqualTo(EventKind.APPOINTMENT_CANCELLED);
  }

  @Test
  void findsAnotherDayForAVisitThatIsGivenUpBeforeItGivesItUp() {
    DeliveryId delivery = booked(ordered(), at(TUESDAY, 9));
    planning.waitingForVisit.add(delivery);

    assertThat(planning.rescheduleVisit.off(delivery, Why.CALLER)).isPresent();

    assertThat(slot(delivery).start()).isEqualTo(there(TUESDAY));
    assertThat(planning.reviewVisit.stands(delivery)).isFalse();
    assertThat(planning.proposeAppointment.forDelivery(delivery).toAgreeOn()).isTrue();
    assertThat(searchTimeSlots.requestFor(delivery).search().orElseThrow().from())
        .isEqualTo(at(TUESDAY.plusDays(1), 0));
    int told = planning.timeline.of(planning.deliveries.get(delivery).order(), 0, 100).size();
    planning.rescheduleVisit.away(delivery, "anna", Why.ABSENCE);
    assertThat(planning.timeline.of(planning.deliveries.get(delivery).order(), 0, 100))
        .as("another day is looked for already")
        .hasSize(told);

    assertThat(offered(delivery)).isFalse();
    assertThat(planning.proposeAppointment.forDelivery(delivery).visitToCancel()).isTrue();
    assertThat(planning.timeline.last().kind()).isEqualTo(EventKind.APPOINTMENT_CANCELLED);
  }

  @Test
  void keepsAVisitThatIsToBeEarlierUntilAnEarlierTimeIsKept() {
    LocalDate friday = MONDAY.plusDays(4);
    DeliveryId delivery = booked(ordered(), at(friday, 9));
    planning.waitingForVisit.add(delivery);

    planning.rescheduleVisit.toEarliest(delivery, Why.CUSTOMER);
    assertThat(slot(delivery).start()).isEqualTo(there(friday));
    assertThat(planning.reviewVisit.stands(delivery)).as("to be agreed on").isFalse();
    assertThat(offered(delivery, offer(friday, 9), offer(friday, 11))).isFalse();
    assertThat(planning.reviewVisit.stands(delivery)).as("none is earlier").isTrue();

    planning.rescheduleVisit.toEarliest(delivery, Why.CUSTOMER);
    assertThat(offered(delivery, offer(TUESDAY, 9), offer(friday, 11))).isTrue();
    assertThat(answered(delivery, taken())).isEqualTo(NONE);
    assertThat(planning.reviewVisit.stands(delivery)).isTrue();

    // another time is just asked for as it is wanted earlier
    offered(delivery, offer(friday.plusDays(1), 9));
    moved(delivery, friday.plusDays(1));
    ReserveVisit.Wish wish = reserveVisit.requestFor(delivery);
    planning.rescheduleVisit.toEarliest(delivery, Why.CUSTOMER);
    assertThat(
            reserveVisit.record(
                delivery, new ReserveVisit.Answered(wish.wanted(), Optional.of(taken()))))
        .isEqualTo(NONE);
    assertThat(planning.reviewVisit.stands(delivery)).as("nobody was asked").isFalse();
    assertThat(offered(delivery, offer(TUESDAY, 9))).isTrue();
    assertThat(answered(delivery, kept(at(TUESDAY, 9), ""))).isEqualTo(KEPT);
    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
    assertThat(slot(delivery).start()).isEqualTo(there(TUESDAY));
  }

  @Test
  void tellsWhoeverChoseATimeWhatIsTrueInstead() {
    OrderId order = ordered();
    DeliveryId booked = booked(order, at(TUESDAY, 9));
    planning.waitingForVisit.add(booked);
    LocalDate other = TUESDAY.plusDays(1);
    offered(booked, offer(other, 9));
    assertThat(asked(booked, other, Why.CALLER)).isInstanceOf(Result.Asked.class);
    answered(booked, taken());
    assertThat(planning.timeline.last().kind()).isEqualTo(EventKind.NOTED);
    assertThat(planning.timeline.last().facts())
        .as("the customer chose nothing")
        .doesNotContainKey("stays")
        .containsEntry("fieldPath", "note");
    assertThat(planning.timeline.last().text())
        .isEqualTo(
            "The workforce system has nobody for delivery 1 at 2026-03-04 09:00, which was chosen;"
                + " the visit stays at 2026-03-03 09:00");

    // what stands is impossible by now: nobody is told that it stays
    offered(booked, offer(other, 9));
    assertThat(moved(booked, other)).isInstanceOf(Result.Asked.class);
    planning.room(order, "access-line", MONDAY.plusDays(10));
    answered(booked, taken());
    assertThat(planning.timeline.last().facts()).doesNotContainKey("stays");

    // nobody was told of what is only held
    OrderId waiting = ordered();
    DeliveryId held = planned(waiting);
    offered(held, offer(TUESDAY, 9), offer(other, 9), offer(other.plusDays(1), 9));
    answered(held, kept(at(TUESDAY, 9), ""));
    planning.promiseDate.forOrder(waiting);
    offered(held, offer(other, 9), offer(other.plusDays(1), 9));
    assertThat(moved(held, other)).isInstanceOf(Result.Asked.class);
    answered(held, taken());
    assertThat(planning.timeline.last().facts())
        .doesNotContainKeys("stays", "start")
        .containsEntry("promised", TUESDAY.toString());
    assertThat(moved(held, other.plusDays(1))).isInstanceOf(Result.Asked.class);
    answered(held, kept(at(other.plusDays(1), 9), ""));
    assertThat(planning.timeline.last().facts()).containsKeys("promised", "start");
  }

  @Test
  void tellsWhoeverChoseATimeThatGivesWayToAnother() {
    LocalDate other = TUESDAY.plusDays(1);
    OrderId order = ordered();
    DeliveryId delivery = booked(order, at(TUESDAY, 9));
    planning.waitingForVisit.add(delivery);
    offered(delivery, offer(other, 9), offer(other.plusDays(1), 9));
    moved(delivery, other);
    moved(delivery, other.plusDays(1));
    assertThat(givenWay(order)).as("they know").isEmpty();

    assertThat(asked(delivery, TUESDAY, Why.CALLER)).isInstanceOf(Result.Moved.class);
    assertThat(givenWay(order)).hasSize(1);
    assertThat(givenWay(order).get(0).text())
        .endsWith("at 2026-03-05 09:00, which was chosen; the visit stays at 2026-03-03 09:00");
    assertThat(givenWay(order).get(0).facts())
        .containsEntry("stays", "true")
        .containsEntry("start", there(TUESDAY).toOffsetDateTime().toString());

    offered(delivery, offer(other, 9), offer(other.plusDays(1), 9));
    moved(delivery, other);
    asked(delivery, other, Why.CALLER);
    assertThat(givenWay(order)).as("both want the same").hasSize(1);
    asked(delivery, other.plusDays(1), Why.CALLER);
    moved(delivery, other);
    planning.rescheduleVisit.off(delivery, Why.CALLER);
    assertThat(givenWay(order).subList(1, givenWay(order).size()))
        .extracting(TimelineEntry::kind)
        .containsExactly(EventKind.NOTED, EventKind.APPOINTMENT_HELD);
    assertThat(givenWay(order).get(1).facts()).containsEntry("fieldPath", "note");
    assertThat(givenWay(order).get(2).facts())
        .as("what follows is told when it is booked")
        .doesNotContainKey("stays");
  }

  @Test
  void tellsWhoeverChoseATimeThatIsGoneWhenSomebodyElseWantsAnother() {
    LocalDate other = TUESDAY.plusDays(1);
    OrderId order = ordered();
    DeliveryId delivery = booked(order, at(TUESDAY, 9));
    planning.waitingForVisit.add(delivery);
    offered(delivery, offer(other, 9), offer(other.plusDays(1), 9), offer(other.plusDays(2), 9));
    moved(delivery, other);
    ReserveVisit.Wish wish = reserveVisit.requestFor(delivery);
    assertThat(asked(delivery, TUESDAY, Why.CALLER)).isInstanceOf(Result.Asked.class);
    int told = planning.timeline.of(order, 0, 100).size();

    assertThat(
            reserveVisit.record(
                delivery, new ReserveVisit.Answered(wish.wanted(), Optional.of(taken()))))
        .as("what the caller wants is kept already")
        .isEqualTo(NONE);
    assertThat(planning.reviewVisit.stands(delivery)).isTrue();
    List<TimelineEntry> both =
        planning.timeline.of(order, 0, 100).stream()
            .skip(told)
            .map(Timeline.Recorded::entry)
            .toList();
    assertThat(both.get(0).facts())
        .as("the customer is told what it was told last")
        .containsEntry("stays", "true")
        .containsEntry("start", there(TUESDAY).toOffsetDateTime().toString());
    assertThat(both.get(1).text())
        .isEqualTo(
            "The workforce system need not be asked for delivery 1 at 2026-03-03 09:00, which was"
                + " chosen; the visit stays at 2026-03-03 09:00");
    assertThat(both.get(1).facts()).containsEntry("fieldPath", "note");
    assertThat(both).hasSize(2);

    moved(delivery, other.plusDays(1));
    ReserveVisit.Wish again = reserveVisit.requestFor(delivery);
    asked(delivery, other.plusDays(2), Why.CALLER);
    assertThat(
            reserveVisit.record(
                delivery, new ReserveVisit.Answered(again.wanted(), Optional.of(taken()))))
        .isEqualTo(NEXT);
    assertThat(planning.timeline.last().facts())
        .as("nobody knows yet what becomes of the other")
        .containsEntry("stays", "true");
  }

  private List<TimelineEntry> givenWay(OrderId order) {
    return planning.timeline.of(order, 0, 100).stream()
        .map(Timeline.Recorded::entry)
        .filter(entry -> entry.text().startsWith("The workforce system is not asked any more"))
        .toList();
  }

  @Test
  void leavesToPeopleWhatItCannotAsk() {
    DeliveryId standing = booked(ordered(), at(TUESDAY, 9));
    planning.waitingForVisit.add(standing);
    offered(standing, offer(TUESDAY.plusDays(1), 9));
    assertThat(moved(standing, TUESDAY.plusDays(1))).isInstanceOf(Result.Asked.class);
    planning.offers.sent.add(
        reserveVisit.requestFor(standing).wanted().orElseThrow().appointment());

    planByHand.forDelivery(standing);
    assertThat(planning.timeline.last().facts()).containsEntry("stays", "true");
    assertThat(planning.reviewVisit.stands(standing)).isTrue();
    assertThat(planning.proposeAppointment.forDelivery(standing).slotFound()).isTrue();
    assertThat(planning.calendar.leftOutside(standing)).as("somebody comes, people say").isEmpty();

    DeliveryId nothing = planned(ordered());
    started(nothing);
    offered(nothing, offer(TUESDAY, 9));
    planning.offers.sent.add(reserveVisit.requestFor(nothing).wanted().orElseThrow().appointment());
    planByHand.forDelivery(nothing);
    ProposeAppointment.Proposal proposal = planning.proposeAppointment.forDelivery(nothing);
    assertThat(proposal.toAgreeOn()).isFalse();
    assertThat(proposal.slotFound()).isFalse();
    assertThat(proposal.visitToCancel()).as("it may be kept there").isTrue();
  }

  @Test
  void takesThePersonsWordThatATimeIsKept() {
    DeliveryId delivery = planned(ordered());
    offered(delivery, offer(TUESDAY, 9));

    assertThat(
            reserveVisit.record(
                delivery,
                reserveVisit.done(new CallKey("k"), reserveVisit.requestFor(delivery), "VISIT-7")))
        .isEqualTo(KEPT);

    assertThat(slot(delivery).start()).isEqualTo(there(TUESDAY));
  }

  @Test
  void acceptsNoOtherTimeThanTheOneThatWasWanted() {
    DeliveryId delivery = planned(ordered());
    offered(delivery, offer(TUESDAY, 9));
    String before = reserveVisit.intentOf(delivery).orElseThrow();

    assertThat(answered(delivery, kept(at(TUESDAY, 10), "")))
        .isInstanceOf(StepResult.FellOut.class);
    assertThat(reserveVisit.intentOf(delivery)).as("a person may say otherwise").contains(before);
    planning.offers.answered.add(UUID.fromString(before));
    assertThat(wanted(delivery)).isEqualTo(at(TUESDAY, 9));
    assertThat(reserveVisit.intentOf(delivery)).isNotEmpty().isNotEqualTo(Optional.of(before));
    Reserved tooShort =
        new Reserved(
            "VISIT-1",
            "initialized",
            Optional.of(at(TUESDAY, 9)),
            Optional.of(at(TUESDAY, 10)),
            "",
            "");
    assertThat(answered(delivery, tooShort)).isInstanceOf(StepResult.FellOut.class);
    assertThat(planning.calendar.of(delivery)).isEmpty();
  }

  @Test
  void asksNobodyWhereNothingIsToBeAsked() {
    OrderId order = ordered();
    DeliveryId delivery = planned(order);
    planning.noRoom(order, "access-line");

    SearchTimeSlots.Question question = searchTimeSlots.requestFor(delivery);
    assertThat(question.search()).isEmpty();
    assertThat(searchTimeSlots.call(new CallKey("k"), question).toCompletableFuture())
        .isCompletedWithValue(
            new Outcome.Answer<>(new SearchTimeSlots.Found(question.about(), List.of())));
    ReserveVisit.Wish wish = reserveVisit.requestFor(delivery);
    assertThat(reserveVisit.call(new CallKey("k"), wish).toCompletableFuture())
        .isCompletedWithValue(
            new Outcome.Answer<>(new ReserveVisit.Answered(Optional.empty(), Optional.empty())));
    assertThat(
            reserveVisit.record(
                delivery, new ReserveVisit.Answered(wish.wanted(), Optional.empty())))
        .isEqualTo(NONE);
  }

  private OrderId ordered() {
    return planning.roomForAll(AnItem.like(item("1", "internet-300")).at(site("site-5")).item());
  }

  private static Site site(String id) {
    return new Site(id, "5 Rhine Street, 50667 Cologne", "50667");
  }

  private DeliveryId planned(OrderId order) {
    return planning.planDeliveries.forOrder(order).deliveries().get(0);
  }

  private void started(DeliveryId delivery) {
    planning.assessDelivery.forDelivery(delivery);
  }

  private DeliveryId booked(OrderId order, OffsetDateTime start) {
    DeliveryId delivery = planned(order);
    started(delivery);
    offered(delivery, offer(start.toLocalDate(), start.getHour()));
    answered(delivery, kept(start, ""));
    planning.proposeAppointment.forDelivery(delivery);
    assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();
    return delivery;
  }

  /** Whether one of these is wanted then. */
  private boolean offered(DeliveryId delivery, Offer... times) {
    StepResult result =
        searchTimeSlots.record(
            delivery,
            new SearchTimeSlots.Found(
                searchTimeSlots.requestFor(delivery).about(), List.of(times)));
    return (boolean) ((StepResult.Done) result).routing().get("timeOffered");
  }

  private OffsetDateTime wanted(DeliveryId delivery) {
    return reserveVisit.requestFor(delivery).reservation().orElseThrow().start();
  }

  private StepResult answered(DeliveryId delivery, Reserved reserved) {
    return reserveVisit.record(
        delivery,
        new ReserveVisit.Answered(
            reserveVisit.requestFor(delivery).wanted(), Optional.of(reserved)));
  }

  private boolean chosen(DeliveryId delivery, String decision, String start) {
    return planning.holdChosenSlot.forDelivery(
        delivery, new HoldChosenSlot.Choice(decision, "", start, ""));
  }

  private Result moved(DeliveryId delivery, LocalDate day) {
    return asked(delivery, day, Why.CUSTOMER);
  }

  private Result asked(DeliveryId delivery, LocalDate day, Why why) {
    return planning.rescheduleVisit.to(delivery, instant(day, 9), Optional.empty(), why);
  }

  private List<SearchSlots.Time> times(DeliveryId delivery) {
    return planning.searchSlots.forDelivery(
        delivery, planning.clock.instant(), instant(MONDAY.plusDays(90), 0), 10);
  }

  private Slot slot(DeliveryId delivery) {
    return planning.calendar.of(delivery).orElseThrow().slot();
  }

  private static Reserved taken() {
    return new Reserved(
        "", "rejected", Optional.empty(), Optional.empty(), "", "slot-taken: too late");
  }

  private static Reserved kept(OffsetDateTime start, String technician) {
    return new Reserved(
        "VISIT-1",
        "initialized",
        Optional.of(start),
        Optional.of(start.plusHours(2)),
        technician,
        "");
  }

  private static Offer offer(LocalDate day, int hour) {
    return new Offer(instant(day, hour), instant(day, hour).plus(Duration.ofHours(2)), "S");
  }

  private static Instant instant(LocalDate day, int hour) {
    return at(day, hour).toInstant();
  }

  private static ZonedDateTime there(LocalDate day) {
    return day.atTime(9, 0).atZone(BERLIN);
  }

  private static OffsetDateTime at(LocalDate day, int hour) {
    return day.atTime(hour, 0).atZone(BERLIN).toOffsetDateTime();
  }

  private static StepResult result(boolean reserved, boolean offered) {
    return new StepResult.Done(Map.of("visitReserved", reserved, "timeOffered", offered));
  }

  /** Is never asked here. */
  private static final class Fake implements Workforce {

    @Override
    public CompletionStage<Outcome<Times>> searchTimes(CallKey key, Search search) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Reserved>> reserveVisit(CallKey key, Reservation reservation) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Optional<Reserved>>> findReservation(
        CallKey key, Subject subject) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Confirmation>> dispatchVisit(CallKey key, Visit visit) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Optional<Confirmation>>> findVisit(
        CallKey key, Subject subject) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Confirmation>> cancelVisit(
        CallKey key, Cancellation cancellation) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Optional<Confirmation>>> findCancellation(
        CallKey key, Subject subject) {
      return new CompletableFuture<>();
    }
  }
}
