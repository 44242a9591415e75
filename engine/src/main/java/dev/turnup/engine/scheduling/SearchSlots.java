package dev.turnup.engine.scheduling;

import static java.time.ZoneOffset.UTC;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.Appointments.Around;
import dev.turnup.engine.scheduling.Appointments.Busy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Finds the times at which a technician can make a visit. */
@UseCase
public final class SearchSlots {

  /** How many times are named to somebody who did not get the one that was wanted. */
  static final int ALTERNATIVES = 5;

  private final Orders orders;
  private final Components components;
  private final Deliveries deliveries;
  private final Technicians technicians;
  private final Appointments appointments;
  private final ChooseTechnician chooseTechnician;
  private final OfferedTimes offeredTimes;
  private final Territories territories;
  private final SiteClock siteClock;
  private final Clock clock;

  public SearchSlots(
      Orders orders,
      Components components,
      Deliveries deliveries,
      Technicians technicians,
      Appointments appointments,
      ChooseTechnician chooseTechnician,
      OfferedTimes offeredTimes,
      Territories territories,
      SiteClock siteClock,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.deliveries = deliveries;
    this.technicians = technicians;
    this.appointments = appointments;
    this.chooseTechnician = chooseTechnician;
    this.offeredTimes = offeredTimes;
    this.territories = territories;
    this.siteClock = siteClock;
    this.clock = clock;
  }

  /** When a visit can take place, in the time zone of the site. */
  public record Time(ZonedDateTime start, ZonedDateTime end) {}

  /**
   * A visit of which there is no delivery yet.
   *
   * @param skills what the technician has to be able to do; may be empty
   */
  public record Described(String postalCode, Set<String> skills, Duration duration) {}

  /**
   * What is searched for.
   *
   * @param earliest before then the visit is not possible
   * @param together whether two have to come
   * @param own what is to be replaced, whose time is free therefore
   */
  private record Wanted(
      Territory territory,
      Set<String> skills,
      Duration duration,
      Instant earliest,
      boolean together,
      Optional<UUID> own) {}

  /**
   * The first times at which the visit of a delivery can begin, from one moment on and before
   * another: never before all that it installs is available, nor before the customer wants it. The
   * time that is held or booked for it counts as free. Where the workforce system's calendar
   * counts, what it offered last.
   *
   * @param most how many at most
   * @return empty as well if nobody has to come, or something has no date
   */
  public List<Time> forDelivery(DeliveryId id, Instant from, Instant until, int most) {
    Delivery delivery = deliveries.get(id);
    List<Component> open = components.of(id).stream().filter(Component::isOpen).toList();
    if (!delivery.needsVisitFor(open)) {
      return List.of();
    }
    return VisitNeed.of(orders.get(delivery.order()), delivery, open, territories, siteClock)
        .map(need -> times(need, appointments.of(id), from, until, most))
        .orElse(List.of());
  }

  /**
   * The same for a visit of which there is no delivery yet; none where the workforce system's
   * calendar counts.
   */
  public List<Time> forVisit(Described visit, Instant from, Instant until, int most) {
    return wanted(visit).map(wanted -> times(wanted, from, until, most)).orElse(List.of());
  }

  private Optional<Wanted> wanted(Described visit) {
    return territories
        .covering(visit.postalCode())
        .filter(territory -> !territory.isOutside())
        .map(
            territory ->
                new Wanted(
                    territory,
                    visit.skills(),
                    VisitNeed.atLeastShortest(visit.duration()),
                    clock.instant(),
                    false,
                    Optional.empty()));
  }

  /** The first few times on the day of a moment and after. */
  List<Time> fromDayOf(Described visit, Instant moment) {
    ZoneId zone = territories.covering(visit.postalCode()).map(Territory::zone).orElse(UTC);
    ZonedDateTime day = moment.atZone(zone).toLocalDate().atStartOfDay(zone);
    return forVisit(
        visit, day.toInstant(), day.plusDays(VisitSlots.HORIZON_DAYS).toInstant(), ALTERNATIVES);
  }

  /**
   * Those who can make a visit of which there is no delivery yet, if it begins at this moment.
   *
   * @throws Refused if no visit is planned for such a time, nobody goes there, or the workforce
   *     system's calendar counts
   */
  List<Slot> at(Described visit, Instant start) {
    if (territories.covering(visit.postalCode()).filter(Territory::isOutside).isPresent()) {
      throw new Refused(
          "Visits there are on the calendar of another system, which keeps no time before an order.");
    }
    Wanted wanted = wanted(visit).orElseThrow(() -> new Refused("Nobody goes there."));
    expectPlanned(start, clock.instant());
    LocalDate day = LocalDate.ofInstant(start, wanted.territory().zone());
    List<Technician> able = able(wanted);
    releaseExpired(wanted, able);
    return slots(wanted, able, day, day).at(start, wanted.duration());
  }

  /**
   * @throws Refused if nobody goes there
   */
  String territoryOf(Described visit) {
    return territories
        .covering(visit.postalCode())
        .map(Territory::id)
        .orElseThrow(() -> new Refused("Nobody goes there."));
  }

  /**
   * @param earliest when a visit is possible
   * @throws Refused if it is too soon or too far ahead
   */
  void expectPlanned(Instant start, Instant earliest) {
    if (start.isBefore(clock.instant().plus(VisitSlots.NOTICE))) {
      throw new Refused(
          "Choose a time that is at least %d minutes from now."
              .formatted(VisitSlots.NOTICE.toMinutes()));
    }
    if (start.isAfter(lastPlanned(earliest))) {
      throw new Refused("Visits are planned %d days ahead.".formatted(VisitSlots.HORIZON_DAYS));
    }
  }

  /** Until when a visit that is possible then is planned. */
  private Instant lastPlanned(Instant earliest) {
    return later(earliest, clock.instant()).plus(Duration.ofDays(VisitSlots.HORIZON_DAYS));
  }

  /**
   * The first times at which a visit can begin.
   *
   * @param before what is held or booked for it
   */
  List<Time> times(
      VisitNeed need, Optional<Appointment> before, Instant from, Instant until, int most) {
    return need.territory().isOutside()
        ? offeredTimes.times(need, from, until, most)
        : times(wanted(need, before), from, until, most);
  }

  /**
   * Those who can make a visit that begins at this moment; who is to be sent first. Nobody where
   * the workforce system's calendar counts.
   *
   * @param before what is held or booked for it
   */
  List<Slot> at(VisitNeed need, Optional<Appointment> before, Instant start) {
    if (need.territory().isOutside()) {
      return List.of();
    }
    Wanted wanted = wanted(need, before);
    List<Technician> able = able(wanted);
    releaseExpired(wanted, able);
    LocalDate day = LocalDate.ofInstant(start, need.territory().zone());
    Slots slots = slots(wanted, able, day, day);
    return chooseTechnician.inOrder(need, able, slots.at(start, need.duration()), slots);
  }

  private static Wanted wanted(VisitNeed need, Optional<Appointment> before) {
    return new Wanted(
        need.territory(),
        need.skills(),
        need.duration(),
        need.earliest(),
        need.delivery().nextVisit().isTogether(),
        before.map(Appointment::id));
  }

  private List<Time> times(Wanted wanted, Instant from, Instant until, int most) {
    Instant notBefore =
        later(later(from, wanted.earliest()), clock.instant().plus(VisitSlots.NOTICE));
    ZoneId zone = wanted.territory().zone();
    LocalDate day = LocalDate.ofInstant(notBefore, zone);
    Instant before = earlier(until, lastPlanned(wanted.earliest()));
    LocalDate last = LocalDate.ofInstant(before, zone);
    List<Technician> able = able(wanted);
    SortedSet<ZonedDateTime> starts = new TreeSet<>();
    for (int days = VisitSlots.FIRST_DAYS; starts.size() < most && !day.isAfter(last); days *= 2) {
      LocalDate to = earlier(day.plusDays(days - 1L), last);
      starts.addAll(
          slots(wanted, able, day, to).starts(notBefore, before, wanted.duration(), most));
      day = to.plusDays(1);
    }
    return starts.stream()
        .limit(most)
        .map(start -> new Time(start, start.plus(wanted.duration())))
        .toList();
  }

  private List<Technician> able(Wanted wanted) {
    return technicians.in(wanted.territory().id()).stream()
        .filter(technician -> technician.skills().containsAll(wanted.skills()))
        .toList();
  }

  private List<Technician> toCome(Wanted wanted, List<Technician> able) {
    return wanted.together() ? technicians.in(wanted.territory().id()) : able;
  }

  /** A search leaves out what is held no more; whoever is to take the time needs it free. */
  private void releaseExpired(Wanted wanted, List<Technician> able) {
    appointments.releaseExpired(
        toCome(wanted, able).stream().map(Technician::id).toList(), clock.instant());
  }

  private Slots slots(Wanted wanted, List<Technician> able, LocalDate from, LocalDate to) {
    ZoneId zone = wanted.territory().zone();
    List<Technician> some = toCome(wanted, able);
    List<Busy> busy =
        appointments.busy(
            some.stream().map(Technician::id).toList(),
            new Around(
                wanted.territory().id(),
                from.atStartOfDay(zone).toInstant(),
                to.plusDays(1).atStartOfDay(zone).toInstant(),
                clock.instant(),
                wanted.own()));
    return wanted.together()
        ? Slots.forTwo(able, some, busy, zone, from, to)
        : new Slots(able, busy, zone, from, to);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
