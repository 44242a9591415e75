package dev.turnup.engine.capacity;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.KeptFallouts;
import dev.turnup.engine.Planning;
import dev.turnup.engine.capacity.CapacityInventory.Extension;
import dev.turnup.engine.capacity.CapacityInventory.Holding;
import dev.turnup.engine.capacity.CapacityInventory.Question;
import dev.turnup.engine.capacity.CapacityInventory.Release;
import dev.turnup.engine.capacity.CapacityInventory.Room;
import dev.turnup.engine.capacity.CapacityInventory.Wish;
import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Check, reserve, extend and release capacity. */
class ReserveCapacityTest {

  private static final FalloutId FELL_OUT = new FalloutId(new UUID(0, 1));

  private static final CallKey KEY = new CallKey("key");

  private final Planning planning = new Planning();
  private final Ledger inventory = new Ledger();
  private final CheckCapacity checkCapacity =
      new CheckCapacity(
          inventory, planning.orders, planning.components, planning.timeline, planning.siteClock);
  private final ReserveCapacity reserveCapacity =
      new ReserveCapacity(
          inventory,
          planning.orders,
          planning.components,
          planning.reservations,
          planning.timeline,
          planning.siteClock);
  private final ExtendReservation extendReservation =
      new ExtendReservation(
          inventory,
          planning.orders,
          planning.components,
          planning.reservations,
          planning.siteClock);
  private final ReleaseReservation releaseReservation =
      new ReleaseReservation(
          inventory,
          planning.orders,
          planning.components,
          planning.reservations,
          planning.timeline);
  private final KeptFallouts fallouts = new KeptFallouts();
  private final NoteUnknownCapacity noteUnknownCapacity =
      new NoteUnknownCapacity(planning.components, fallouts, planning.timeline);

  private final OrderId order = planning.decomposed(item("1", "internet-300"));
  private final ComponentId internet = planning.the(order, "internet-access").id();

  @Test
  void asksForWhatTheComponentTakesAtItsSite() {
    Question question = checkCapacity.requestFor(internet);

    assertThat(question.resource()).isEqualTo("bandwidth");
    assertThat(question.units()).isEqualTo(300);
    assertThat(question.subject().site()).contains(Planning.SITE);
    assertThat(question.subject().component()).contains(internet);
    assertThat(checkCapacity.intentOf(internet)).isEmpty();
  }

  @Test
  void knowsFromWhenOnThereIsRoom() {
    assertThat(checked(Room.Verdict.NOW, Optional.empty())).isTrue();
    assertThat(availability()).isEqualTo(new Availability.From(MONDAY));

    assertThat(checked(Room.Verdict.FROM, Optional.of(MONDAY.plusDays(12)))).isTrue();
    assertThat(availability()).isEqualTo(new Availability.From(MONDAY.plusDays(12)));

    assertThat(checked(Room.Verdict.FROM, Optional.of(MONDAY.minusDays(12)))).isTrue();
    assertThat(availability()).isEqualTo(new Availability.From(MONDAY));

    assertThat(checked(Room.Verdict.NONE, Optional.empty())).isFalse();
    assertThat(availability()).isEqualTo(new Availability.None());

    noteUnknownCapacity.forComponent(internet, FELL_OUT);
    assertThat(availability()).isEqualTo(new Availability.Unknown());
    assertThat(fallouts.settled).containsExactly(FELL_OUT);
  }

  @Test
  void holdsCapacityFromItsFirstDay() {
    checked(Room.Verdict.FROM, Optional.of(MONDAY.plusDays(12)));

    Wish wish = reserveCapacity.requestFor(internet);
    assertThat(wish.from()).isEqualTo(MONDAY.plusDays(12));
    assertThat(wish.until()).isEqualTo(MONDAY.plusDays(42).atStartOfDay(BERLIN).toInstant());
    assertThat(reserved(held("RSV-1"))).isEqualTo(StepResult.done("capacityReserved", true));

    assertThat(planning.reservations.of(internet).orElseThrow().reference()).isEqualTo("RSV-1");
  }

  @Test
  void wantsTheSameReservationUntilItHasEnded() {
    planning.room(order, "access-line", MONDAY);
    checked(Room.Verdict.NOW, Optional.empty());
    Optional<String> intent = reserveCapacity.intentOf(internet);

    reserved(held("RSV-1"));
    assertThat(reserveCapacity.intentOf(internet)).isEqualTo(intent);
    planning.planDeliveries.forOrder(order);
    extendReservation.record(internet, ended("RSV-1", "expired"));

    assertThat(reserveCapacity.intentOf(internet)).isNotEqualTo(intent);
  }

  @Test
  void wantsAnotherReservationAfterARefusal() {
    checked(Room.Verdict.NOW, Optional.empty());
    Optional<String> intent = reserveCapacity.intentOf(internet);

    assertThat(reserved(refused())).isEqualTo(StepResult.done("capacityReserved", false));
    checked(Room.Verdict.FROM, Optional.of(MONDAY.plusDays(1)));

    assertThat(reserveCapacity.intentOf(internet)).isNotEqualTo(intent);
  }

  @Test
  void wantsAnotherReservationWhenTheOneFoundByKeyHasEnded() {
    checked(Room.Verdict.NOW, Optional.empty());
    Optional<String> intent = reserveCapacity.intentOf(internet);

    assertThat(reserved(ended("RSV-1", "expired")))
        .isEqualTo(StepResult.done("capacityReserved", false));

    assertThat(reserveCapacity.intentOf(internet)).isNotEqualTo(intent);
  }

  @Test
  void extendsToTheDayOfTheDelivery() {
    OrderId late = planning.decomposed(item("1", "internet-300"));
    planning.room(late, "internet-access", MONDAY);
    planning.room(late, "access-line", MONDAY.plusDays(20));
    planning.planDeliveries.forOrder(late);
    ComponentId component = planning.the(late, "internet-access").id();

    Extension extension = extendReservation.requestFor(component).longer().orElseThrow();
    assertThat(extension.from()).isEqualTo(MONDAY.plusDays(20));
    assertThat(extension.until()).isEqualTo(MONDAY.plusDays(50).atStartOfDay(BERLIN).toInstant());
    assertThat(extendReservation.intentOf(component)).contains("RSV-" + component + ":2026-03-22");

    Instant until = extension.until();
    extendReservation.record(
        component,
        new Holding(Holding.Verdict.HELD, extension.reference(), Optional.of(until), ""));
    assertThat(planning.reservations.of(component).orElseThrow().expiresAt()).isEqualTo(until);
  }

  @Test
  void asksAPersonWhenRoomIsRefusedThatIsSaidToBeThere() {
    checked(Room.Verdict.FROM, Optional.of(MONDAY.plusDays(2)));
    reserved(refused());

    assertThat(checked(Room.Verdict.FROM, Optional.of(MONDAY.plusDays(3)))).isTrue();
    reserved(refused());
    assertThat(checked(Room.Verdict.FROM, Optional.of(MONDAY.plusDays(3)))).isFalse();
    assertThat(availability()).isEqualTo(new Availability.Unknown());
  }

  @Test
  void reservesAnewWhatHasLapsed() {
    planning.room(order, "access-line", MONDAY);
    checked(Room.Verdict.NOW, Optional.empty());
    reserved(held("RSV-1"));
    planning.planDeliveries.forOrder(order);
    Optional<String> longer = extendReservation.intentOf(internet);
    extendReservation.record(internet, ended("RSV-1", "expired"));

    assertThat(extendReservation.intentOf(internet)).isNotEqualTo(longer);
    Wish wish = extendReservation.requestFor(internet).again().orElseThrow();
    assertThat(wish.units()).isEqualTo(300);
    extendReservation.call(KEY, extendReservation.requestFor(internet));
    extendReservation.find(KEY, extendReservation.requestFor(internet));
    assertThat(inventory.asked).containsExactly("reserve", "find");
    assertThat(extendReservation.record(internet, held("RSV-2"))).isEqualTo(StepResult.done());

    assertThat(planning.reservations.of(internet).orElseThrow())
        .extracting(Reservation::number, Reservation::reference, Reservation::state)
        .containsExactly(2, "RSV-2", Reservation.State.RESERVED);
    assertThat(availability()).isEqualTo(new Availability.From(MONDAY));
  }

  @Test
  void buildsNothingOnAReservationThatHasLapsed() {
    planning.room(order, "access-line", MONDAY);
    checked(Room.Verdict.NOW, Optional.empty());
    reserved(held("RSV-1"));
    planning.planDeliveries.forOrder(order);

    StepResult result = extendReservation.record(internet, ended("RSV-1", "expired"));

    assertThat(result).isInstanceOf(StepResult.FellOut.class);
    assertThat(availability()).isEqualTo(new Availability.Unknown());
    assertThat(planning.reservations.of(internet).orElseThrow().state())
        .isEqualTo(Reservation.State.LAPSED);
  }

  @Test
  void givesBackWhatIsHeld() {
    checked(Room.Verdict.NOW, Optional.empty());
    reserved(held("RSV-1"));

    assertThat(releaseReservation.requestFor(internet).reference()).isEqualTo("RSV-1");
    assertThat(releaseReservation.record(internet, held("RSV-1")))
        .isInstanceOf(StepResult.FellOut.class);
    assertThat(releaseReservation.record(internet, ended("RSV-1", "released")))
        .isEqualTo(StepResult.done());

    assertThat(planning.reservations.of(internet).orElseThrow().state())
        .isEqualTo(Reservation.State.RELEASED);
  }

  @Test
  void callsTheInventoryAndFindsByKey() {
    checked(Room.Verdict.NOW, Optional.empty());
    reserved(held("RSV-1"));
    planning.room(order, "access-line", MONDAY);
    planning.planDeliveries.forOrder(order);

    checkCapacity.call(KEY, checkCapacity.requestFor(internet));
    reserveCapacity.call(KEY, reserveCapacity.requestFor(internet));
    reserveCapacity.find(KEY, reserveCapacity.requestFor(internet));
    extendReservation.call(KEY, extendReservation.requestFor(internet));
    extendReservation.find(KEY, extendReservation.requestFor(internet));
    releaseReservation.call(KEY, releaseReservation.requestFor(internet));
    releaseReservation.find(KEY, releaseReservation.requestFor(internet));

    assertThat(inventory.asked)
        .containsExactly("check", "reserve", "find", "extend", "find", "release", "find");
  }

  @Test
  void dropsAnAnswerForWhatWasGivenUpMeanwhile() {
    planning.cancelComponents.because("moved away", order, List.of(internet));

    assertThat(checked(Room.Verdict.NOW, Optional.empty())).isFalse();
    noteUnknownCapacity.forComponent(internet, FELL_OUT);

    assertThat(availability()).isEqualTo(new Availability.Unchecked());
  }

  private boolean checked(Room.Verdict verdict, Optional<LocalDate> from) {
    StepResult result = checkCapacity.record(internet, new Room(verdict, from, ""));
    return (boolean) ((StepResult.Done) result).routing().get("capacityDated");
  }

  private Availability availability() {
    Component component = planning.components.get(internet);
    return component.availability();
  }

  private StepResult reserved(Holding holding) {
    return reserveCapacity.record(internet, holding);
  }

  private static Holding held(String reference) {
    return new Holding(
        Holding.Verdict.HELD,
        reference,
        Optional.of(MONDAY.plusDays(30).atStartOfDay(BERLIN).toInstant()),
        "");
  }

  private static Holding refused() {
    return new Holding(Holding.Verdict.REFUSED, "", Optional.empty(), "somebody was faster");
  }

  private static Holding ended(String reference, String state) {
    return new Holding(Holding.Verdict.ENDED, reference, Optional.empty(), state);
  }

  /** An inventory that notes what it is asked and answers never. */
  private static final class Ledger implements CapacityInventory {
    private final List<String> asked = new ArrayList<>();

    private <A> CompletionStage<Outcome<A>> noted(String what) {
      asked.add(what);
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Room>> checkCapacity(CallKey key, Question question) {
      return noted("check");
    }

    @Override
    public CompletionStage<Outcome<Holding>> reserveCapacity(CallKey key, Wish wish) {
      return noted("reserve");
    }

    @Override
    public CompletionStage<Outcome<Holding>> extendReservation(CallKey key, Extension extension) {
      return noted("extend");
    }

    @Override
    public CompletionStage<Outcome<Holding>> releaseReservation(CallKey key, Release release) {
      return noted("release");
    }

    @Override
    public CompletionStage<Outcome<Optional<Holding>>> findReservation(
        CallKey key, Subject subject) {
      return noted("find");
    }
  }
}
