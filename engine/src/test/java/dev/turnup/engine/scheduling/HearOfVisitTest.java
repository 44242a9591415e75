package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.turnup.engine.Planning;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.scheduling.HearOfVisit.Fate;
import dev.turnup.engine.scheduling.HearOfVisit.News;
import dev.turnup.engine.scheduling.Offers.By;
import dev.turnup.engine.scheduling.Offers.Offer;
import dev.turnup.engine.scheduling.Offers.Offered;
import dev.turnup.engine.scheduling.Offers.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The workforce system speaks of its own accord. */
class HearOfVisitTest {

  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  private final Planning planning = new Planning();
  private final Set<DeliveryId> onSite = new HashSet<>();
  private final HearOfVisit hearOfVisit =
      new HearOfVisit(
          planning.orders,
          planning.components,
          planning.deliveries,
          planning.calendar,
          planning.offeredTimes,
          planning.promiseDate,
          planning.runningDeliveries,
          (order, delivery) -> onSite.remove(delivery),
          planning.visitNeeds,
          planning.timeline,
          planning.siteClock,
          planning.clock);
  private final OrderId order = ordered("50667");
  private final DeliveryId delivery = started(order);

  @Test
  void movesThePromiseWithTheVisit() {
    keep(TUESDAY);
    book();
    assertThat(heard(at(TUESDAY.plusDays(3)), now())).as("it is just passed on").isFalse();
    assertThat(slot().start()).isEqualTo(TUESDAY.atTime(9, 0).atZone(BERLIN));

    planning.waitingForVisit.add(delivery);
    VisitNeed need =
        planning
            .visitNeeds
            .of(planning.orders.get(order), planning.deliveries.get(delivery))
            .orElseThrow();
    Instant chosen = at(TUESDAY.plusDays(6)).start();
    planning.offeredTimes.choose(
        need, new Offer(chosen, chosen.plusSeconds(7_200), ""), By.CUSTOMER);
    assertThat(heard(at(TUESDAY.plusDays(3)), now())).isTrue();
    assertThat(planning.offeredTimes.next(delivery).orElseThrow().offer().start())
        .as("the customer still wants another")
        .isEqualTo(chosen);
    planning.offeredTimes.forget(delivery);

    assertThat(planning.waitingForVisit).isEmpty();
    assertThat(slot().start()).isEqualTo(TUESDAY.plusDays(3).atTime(9, 0).atZone(BERLIN));
    assertThat(slot().technician()).isEqualTo("rita");
    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
    assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();
    assertThat(planning.orders.get(order).promisedDate()).contains(TUESDAY.plusDays(3));
    assertThat(texts())
        .contains("The workforce system has moved the visit of delivery 1 to 2026-03-06 09:00")
        .anyMatch(text -> text.contains("2026-03-06, 09:00 to 11:00"));

    int entries = texts().size();
    assertThat(heard(at(TUESDAY.plusDays(3)), now())).as("as it is").isTrue();
    planning.calendar.tellAll(now());
    assertThat(heard(at(TUESDAY.plusDays(3)), now().minusSeconds(1))).isTrue();
    assertThat(texts()).hasSize(entries);
    assertThat(heard(at(TUESDAY), now().minusSeconds(1))).as("overtaken").isTrue();
    assertThat(texts())
        .hasSize(entries + 1)
        .last(STRING)
        .isEqualTo(
            "What the workforce system said of the visit for delivery 1 is overtaken: it was asked"
                + " or told of it since");
    assertThat(slot().start()).isEqualTo(TUESDAY.plusDays(3).atTime(9, 0).atZone(BERLIN));
  }

  @Test
  void agreesAnewOnAVisitThatIsLostOrAtATimeWhenItCannotBe() {
    keep(TUESDAY);
    assertThat(heard(new Fate.Lost("van broke down"), now())).isTrue();
    assertThat(planning.calendar.of(delivery)).as("nobody was told of it").isEmpty();
    assertThat(heard(new Fate.Lost(""), now())).as("there is none").isTrue();

    keep(TUESDAY);
    book();
    planning.waitingForVisit.add(delivery);
    assertThat(heard(at(MONDAY.minusDays(7)), now())).isTrue();
    assertThat(slot().start())
        .as("until another is kept")
        .isEqualTo(at(TUESDAY).start().atZone(BERLIN));
    assertThat(planning.proposeAppointment.forDelivery(delivery).toAgreeOn()).isTrue();
    int told = texts().size();
    assertThat(heard(new Fate.Lost(""), now())).as("once more, before it is asked").isFalse();
    assertThat(texts()).hasSize(told);

    planning.waitingForVisit.add(delivery);
    assertThat(heard(at(TUESDAY), now())).as("they come after all").isTrue();
    assertThat(planning.proposeAppointment.forDelivery(delivery).slotFound()).isTrue();
    assertThat(texts())
        .contains("The workforce system says that nobody comes for delivery 1 at 2026-03-03 09:00");
  }

  @Test
  void tellsNobodyThatAVisitStaysToWhichNobodyComes() {
    keep(TUESDAY);
    book();
    UUID visit = planning.calendar.of(delivery).orElseThrow().id();
    assertThat(heard(new Fate.Lost(""), now())).as("it is just passed on").isFalse();
    assertThat(planning.calendar.isRefused(visit)).as("who retries or skips knows").isTrue();
    planning.waitingForVisit.add(delivery);
    assertThat(heard(new Fate.Lost(""), now())).as("who waits for it agrees anew").isTrue();
    assertThat(planning.waitingForVisit).isEmpty();

    planning.waitingForVisit.add(delivery);
    assertThat(heard(at(TUESDAY), now())).as("they come after all").isTrue();
    book();
    Instant start = at(TUESDAY.plusDays(1)).start();
    planning.offers.keep(
        delivery,
        Offered.nothing()
            .wanting(
                new Wanted(
                    planning.calendar.nextId(),
                    new Offer(start, start.plusSeconds(7200), ""),
                    By.CUSTOMER))
            .asking());
    planning.waitingForVisit.add(delivery);
    assertThat(heard(new Fate.Lost(""), now())).as("or to what is asked for").isFalse();
    assertThat(planning.waitingForVisit).as("an answer is to come").contains(delivery);
    int told = texts().size();
    assertThat(heard(new Fate.Lost(""), now())).isFalse();
    assertThat(texts()).as("once").hasSize(told);

    new PlanByHand(planning.orders, planning.deliveries, planning.settleWish).forDelivery(delivery);
    assertThat(planning.timeline.last().text()).doesNotContain("stays");
    assertThat(planning.timeline.last().facts()).doesNotContainKey("stays");
    assertThat(planning.reviewVisit.stands(delivery)).isFalse();
  }

  @Test
  void leavesAVisitAloneThatTakesPlaceByNow() {
    keep(TUESDAY);
    book();
    planning.waitingForVisit.add(delivery);
    Instant start = at(TUESDAY).start();
    Fate.Planned shorter = new Fate.Planned(start, start.plusSeconds(1_800), "rita");
    assertThat(heard(shorter, now())).isTrue();
    assertThat(planning.waitingForVisit).as("it is as it was").contains(delivery);

    // said ten minutes before, and taken up when she is there
    Fate.Planned small = new Fate.Planned(start.plusSeconds(1_200), start.plusSeconds(8_400), "");
    planning.clock.advance(Duration.between(now(), start.plusSeconds(1_500)));
    assertThat(heard(small, start.minusSeconds(600))).isTrue();

    assertThat(planning.waitingForVisit).as("she goes on").contains(delivery);
    assertThat(planning.calendar.isRefused(planning.calendar.of(delivery).orElseThrow().id()))
        .isFalse();
    assertThat(texts())
        .last(STRING)
        .isEqualTo(
            "The workforce system says that the visit for delivery 1 began at 2026-03-03 09:20");

    // who says at that time that they come on another day has not been there
    assertThat(heard(at(TUESDAY.plusDays(1)), start.minusSeconds(500))).isTrue();
    assertThat(planning.waitingForVisit).isEmpty();
    assertThat(slot().start()).isEqualTo(at(TUESDAY.plusDays(1)).start().atZone(BERLIN));
  }

  @Test
  void takesAVisitForDoneOnlyWhenItCanBe() {
    keep(TUESDAY);
    assertThat(heard(new Fate.Done(), now())).as("not booked yet").isFalse();
    book();
    assertThat(heard(new Fate.Done(), now())).as("nobody waits for it yet").isFalse();
    onSite.add(delivery);
    assertThat(heard(new Fate.Done(), now())).isTrue();
    assertThat(onSite).isEmpty();

    onSite.add(delivery);
    planning.room(order, "access-line", MONDAY.plusDays(10));
    assertThat(heard(new Fate.Done(), now())).isTrue();
    assertThat(onSite).as("nothing is there yet").isNotEmpty();
  }

  @Test
  void leavesWhatIsPlannedHereAlone() {
    OrderId own = ordered("20457");
    DeliveryId there = started(own);
    planning.proposeAppointment.forDelivery(there);
    Optional<Appointment> before = planning.calendar.of(there);
    assertThat(hearOfVisit.of(new News(own, there, new Fate.Lost(""), now()))).isTrue();
    assertThat(planning.calendar.of(there)).isPresent().isEqualTo(before);
    assertThat(hearOfVisit.of(new News(new OrderId("PO-404"), there, new Fate.Done(), now())))
        .as("unknown")
        .isTrue();
  }

  private boolean heard(Fate fate, Instant said) {
    return hearOfVisit.of(new News(order, delivery, fate, said));
  }

  private OrderId ordered(String postalCode) {
    Site site = new Site("site-" + postalCode, "5 Street, " + postalCode, postalCode);
    return planning.roomForAll(AnItem.like(item("1", "internet-300")).at(site).item());
  }

  private DeliveryId started(OrderId id) {
    DeliveryId first = planning.planDeliveries.forOrder(id).deliveries().get(0);
    planning.assessDelivery.forDelivery(first);
    return first;
  }

  private void keep(LocalDate day) {
    UUID id = planning.calendar.nextId();
    ZonedDateTime start = day.atTime(9, 0).atZone(BERLIN);
    planning.calendar.holdOutside(
        new Appointment(
            id,
            order,
            delivery,
            new Slot("", start, start.plusHours(2)),
            Optional.of("cologne"),
            Optional.of(start.toInstant()),
            id,
            true),
        "VISIT-1");
  }

  private void book() {
    planning.proposeAppointment.forDelivery(delivery);
    assertThat(planning.bookAppointment.forDelivery(delivery)).isPresent();
  }

  private static Fate.Planned at(LocalDate day) {
    Instant start = day.atTime(9, 0).atZone(BERLIN).toInstant();
    return new Fate.Planned(start, start.plusSeconds(7_200), "rita");
  }

  private Slot slot() {
    return planning.calendar.of(delivery).orElseThrow().slot();
  }

  private Instant now() {
    return planning.clock.instant();
  }

  private List<String> texts() {
    return planning.timeline.of(order, 0, 100).stream()
        .map(recorded -> recorded.entry().text())
        .toList();
  }
}
