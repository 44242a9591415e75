package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.ReleaseVisit;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.Appointments.Around;
import dev.turnup.engine.scheduling.Appointments.Busy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Holds technicians' time for visits: what the promise rests on. */
@UseCase
public final class VisitSlots {

  /** How long a slot is held for who could have booked it and has not yet. */
  private static final Duration HELD_FOR = Duration.ofHours(4);

  /** How soon after now a technician can be there. */
  static final Duration NOTICE = Duration.ofHours(1);

  /** How far ahead technicians are planned. */
  static final int HORIZON_DAYS = 60;

  /**
   * So many days are looked at first, where most visits are found; then twice as many, and so on.
   */
  static final int FIRST_DAYS = 3;

  /**
   * Whoever was refused so often begins anew if others were faster each time; else dispatch is
   * asked.
   */
  private static final int ATTEMPTS = 50;

  static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private final Technicians technicians;
  private final Appointments appointments;
  private final Bookings bookings;
  private final ChooseTechnician chooseTechnician;
  private final ShareVisit shareVisit;
  private final ReleaseVisit releaseVisit;
  private final Notes notes;
  private final Timeline timeline;
  private final Clock clock;

  public VisitSlots(
      Technicians technicians,
      Appointments appointments,
      Bookings bookings,
      ChooseTechnician chooseTechnician,
      ShareVisit shareVisit,
      ReleaseVisit releaseVisit,
      Notes notes,
      Timeline timeline,
      Clock clock) {
    this.technicians = technicians;
    this.appointments = appointments;
    this.bookings = bookings;
    this.chooseTechnician = chooseTechnician;
    this.shareVisit = shareVisit;
    this.releaseVisit = releaseVisit;
    this.notes = notes;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * The appointment for a visit: what is held or booked for it, if the visit is possible then;
   * otherwise one beside another visit to the site, if that is worth it, or the earliest that can
   * be held. Empty if nothing fits, or the workforce system's calendar counts there.
   */
  Optional<Appointment> holdFor(VisitNeed need) {
    Optional<Appointment> before = appointments.of(need.delivery().id());
    if (before.filter(appointment -> fits(appointment, need)).isPresent()) {
      return before;
    }
    return need.territory().isOutside() ? Optional.empty() : holdInstead(need, before);
  }

  /**
   * The earliest that can be held instead of what was held or booked for a visit. Empty if nothing
   * fits, or the workforce system's calendar counts there.
   */
  Optional<Appointment> holdInstead(VisitNeed need, Optional<Appointment> before) {
    before.map(Appointment::id).ifPresent(appointments::release);
    Optional<Appointment> next = need.territory().isOutside() ? Optional.empty() : holdNew(need);
    if (next.isEmpty()) {
      before
          .filter(Appointment::isBooked)
          .ifPresent(appointment -> releaseVisit.tellOff(need.delivery(), appointment.day()));
    }
    return next;
  }

  /**
   * The appointment that a promise can rest on: as above, but what is booked is not moved here.
   * Empty as well if the visit became impossible then.
   *
   * @param before what is held or booked for the visit
   */
  Optional<Appointment> promisableFor(VisitNeed need, Optional<Appointment> before) {
    if (before.filter(Appointment::isBooked).isPresent()) {
      return before.filter(a -> !a.slot().start().toInstant().isBefore(need.earliest()));
    }
    return before.filter(held -> fits(held, need)).or(() -> holdFor(need));
  }

  /** Whether it is booked, and somebody should be there by now. */
  boolean hasBegun(Appointment appointment) {
    return appointment.isBooked()
        && !appointment.slot().start().toInstant().isAfter(clock.instant())
        && !isRefused(appointment);
  }

  /** Whether the workforce system kept it and sends nobody; it is told of what is booked. */
  private boolean isRefused(Appointment appointment) {
    return appointment.outside()
        && appointment.isBooked()
        && appointments.isRefused(appointment.id());
  }

  /**
   * Whether the visit can be made then, and the slot is not held in vain: neither for too long, nor
   * where the workforce system sends nobody. Where its calendar counts, a visit that has begun
   * stands: whoever is there says how it ended.
   */
  boolean fits(Appointment appointment, VisitNeed need) {
    if (need.territory().isOutside() && hasBegun(appointment)) {
      return true;
    }
    Instant now = clock.instant();
    Slot slot = appointment.slot();
    return !slot.start().toInstant().isBefore(need.earliest())
        && slot.start().toInstant().isAfter(now)
        && Duration.between(slot.start(), slot.end()).compareTo(need.duration()) >= 0
        && appointment.heldUntil().filter(until -> !until.isAfter(now)).isEmpty()
        && !isRefused(appointment);
  }

  /**
   * Holds a slot that was chosen.
   *
   * @return false if the technician is taken then, cannot get there or away in time, or has no room
   *     on that day
   */
  boolean hold(VisitNeed need, Slot slot) {
    return hold(need, slot, Optional.empty());
  }

  /**
   * The same, for visits that take two with who is to come along.
   *
   * @param along any, if empty
   */
  boolean hold(VisitNeed need, Slot slot, Optional<String> along) {
    return hold(need, slot, heldUntil(need), Optional.empty(), along).isPresent();
  }

  /**
   * The same for a slot that was chosen by whoever is visited, which is kept until it begins: the
   * delivery may come to its visit much later.
   */
  boolean holdChosen(VisitNeed need, Slot slot) {
    return hold(need, slot, slot.start().toInstant(), Optional.empty()).isPresent();
  }

  /**
   * Holds one of these, which begin at one time: of who is at the site anyway right before or
   * after, if one of them is; else the first that can be held.
   *
   * @return false if none can be held
   */
  boolean holdAny(VisitNeed need, List<Slot> slots) {
    List<Appointment> toCome = appointments.toComeThere(need.delivery().id(), clock.instant());
    return slots.stream()
            .anyMatch(
                slot ->
                    toCome.stream()
                        .filter(there -> there.isBeside(slot))
                        .findFirst()
                        .flatMap(there -> hold(need, slot, heldUntil(need), Optional.of(there)))
                        .isPresent())
        || slots.stream().anyMatch(slot -> hold(need, slot));
  }

  private Instant heldUntil(VisitNeed need) {
    return later(clock.instant(), need.bookable()).plus(HELD_FOR);
  }

  private Optional<Appointment> hold(
      VisitNeed need, Slot slot, Instant until, Optional<Appointment> with) {
    return hold(need, slot, until, with, Optional.empty());
  }

  /** What is held then; empty if it cannot be. */
  private Optional<Appointment> hold(
      VisitNeed need,
      Slot slot,
      Instant until,
      Optional<Appointment> with,
      Optional<String> along) {
    UUID id = appointments.nextId();
    Appointment appointment =
        new Appointment(
            id,
            need.delivery().order(),
            need.delivery().id(),
            slot,
            Optional.of(need.territory().id()),
            Optional.of(until),
            with.map(Appointment::journey).orElse(id));
    if (!appointments.hold(appointment)) {
      return Optional.empty();
    }
    Optional<String> second = Optional.empty();
    if (need.delivery().nextVisit().isTogether()) {
      second =
          along.isPresent()
              ? along.filter(other -> appointments.holdBeside(id, other))
              : holdSecond(need, appointment);
      if (second.isEmpty()) {
        appointments.release(id);
        return Optional.empty();
      }
    }
    TimelineEntry held =
        TimelineEntry.of(
                EventKind.APPOINTMENT_HELD,
                "Appointment held for delivery "
                    + need.delivery().number()
                    + ": "
                    + LOCAL.format(slot.start())
                    + " with "
                    + slot.technician()
                    + second.map(other -> " and " + other).orElse("")
                    + with.map(a -> ", on the same journey as for order " + a.order()).orElse(""))
            .with("delivery", need.delivery().number())
            .with("technician", slot.technician())
            .with("start", slot.start().toOffsetDateTime())
            .with("end", slot.end().toOffsetDateTime());
    timeline.add(
        need.delivery().order(), with.map(a -> held.with("sharedWith", a.order())).orElse(held));
    return Optional.of(appointment);
  }

  /** Of those who are free at the same time, the first whose time can be held, too. */
  private Optional<String> holdSecond(VisitNeed need, Appointment appointment) {
    ZonedDateTime start = appointment.slot().start().withZoneSameInstant(need.territory().zone());
    LocalDate day = start.toLocalDate();
    List<Technician> there = technicians.in(need.territory().id());
    return new Slots(there, busy(need, there, day, day), start.getZone(), day, day)
        .freeBeside(appointment.slot()).stream()
            .filter(other -> appointments.holdBeside(appointment.id(), other))
            .findFirst();
  }

  private Optional<Appointment> holdNew(VisitNeed need) {
    Instant now = clock.instant();
    Instant notBefore = later(need.earliest(), now.plus(NOTICE));
    List<Technician> able =
        technicians.in(need.territory().id()).stream()
            .filter(technician -> technician.skills().containsAll(need.skills()))
            .toList();
    appointments.releaseExpired(able.stream().map(Technician::id).toList(), now);
    return takeClaimed(need, able)
        .or(() -> holdShared(need, notBefore, able))
        .or(() -> holdEarliest(need, notBefore, able));
  }

  /** What was held for these items before they were ordered; what does not fit is given back. */
  private Optional<Appointment> takeClaimed(VisitNeed need, List<Technician> able) {
    Delivery delivery = need.delivery();
    List<ItemId> items = need.work().stream().map(Component::item).distinct().toList();
    Optional<Appointment> taken = Optional.empty();
    for (Appointment claimed : bookings.claimedFor(delivery.id(), delivery.order(), items)) {
      boolean fits =
          taken.isEmpty()
              && !delivery.nextVisit().isTogether()
              && fits(claimed, need)
              && claimed.territory().equals(Optional.of(need.territory().id()))
              && able.stream().anyMatch(who -> isFree(who, claimed.slot()))
              && bookings.attach(claimed.id(), delivery.id(), claimed.slot().start().toInstant());
      if (fits) {
        taken = appointments.of(delivery.id());
        timeline.add(delivery.order(), told(delivery, claimed, fits));
      } else {
        appointments.release(claimed.id());
        TimelineEntry given = told(delivery, claimed, fits).with("fieldPath", "note");
        notes.add(delivery.order(), given.text());
        timeline.add(delivery.order(), given);
      }
    }
    return taken;
  }

  private static boolean isFree(Technician who, Slot slot) {
    return who.id().equals(slot.technician())
        && who.works(slot)
        && !who.isAbsent(slot.start().toInstant(), slot.end().toInstant());
  }

  private static TimelineEntry told(Delivery delivery, Appointment claimed, boolean fits) {
    return TimelineEntry.of(
            fits ? EventKind.APPOINTMENT_HELD : EventKind.NOTED,
            "The time that was held before the order, %s, is %s delivery %d"
                .formatted(
                    LOCAL.format(claimed.slot().start()),
                    fits ? "that of" : "given back, as it does not fit",
                    delivery.number()))
        .with("delivery", delivery.number())
        .with("appointment", claimed.id());
  }

  private Optional<Appointment> holdShared(
      VisitNeed need, Instant notBefore, List<Technician> able) {
    List<Appointment> toCome = appointments.toComeThere(need.delivery().id(), clock.instant());
    if (toCome.isEmpty()) {
      return Optional.empty();
    }
    LocalDate otherwise =
        earliest(need, notBefore, able).stream()
            .findFirst()
            .map(slot -> slot.start().toLocalDate())
            .orElseGet(() -> lastPlanned(LocalDate.ofInstant(notBefore, need.territory().zone())));
    return shareVisit.beside(need, toCome, notBefore, otherwise).stream()
        .flatMap(
            shared ->
                hold(need, shared.slot(), heldUntil(need), Optional.of(shared.with())).stream())
        .findFirst();
  }

  private Optional<Appointment> holdEarliest(
      VisitNeed need, Instant notBefore, List<Technician> able) {
    Set<Slot> refused = new HashSet<>();
    boolean hindered = false;
    Instant from = notBefore;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Slot> slots = earliest(need, from, able);
      if (slots.isEmpty()) {
        return Optional.empty();
      }
      for (Slot slot : slots) {
        Optional<Appointment> held = hold(need, slot, heldUntil(need), Optional.empty());
        if (held.isPresent()) {
          return held;
        }
      }
      if (!refused.addAll(slots)) {
        // nobody took them: the database knows of a hindrance that the search does not see
        hindered = true;
        ZonedDateTime day = slots.get(0).start();
        from = day.toLocalDate().plusDays(1).atStartOfDay(day.getZone()).toInstant();
      }
    }
    if (!hindered) {
      throw new StaleVersion("the calendar of territory " + need.territory().id());
    }
    return Optional.empty();
  }

  /** A slot of each who can come on the first possible day, the one to be taken first. */
  private List<Slot> earliest(VisitNeed need, Instant notBefore, List<Technician> able) {
    ZoneId zone = need.territory().zone();
    List<Technician> there =
        need.delivery().nextVisit().isTogether()
            ? technicians.in(need.territory().id())
            : List.of();
    LocalDate first = LocalDate.ofInstant(notBefore, zone);
    LocalDate last = lastPlanned(first);
    LocalDate from = first;
    for (int days = FIRST_DAYS; !from.isAfter(last); days *= 2) {
      LocalDate to = from.plusDays(days - 1L).isBefore(last) ? from.plusDays(days - 1L) : last;
      Slots slots =
          need.delivery().nextVisit().isTogether()
              ? Slots.forTwo(able, there, busy(need, there, from, to), zone, from, to)
              : new Slots(able, busy(need, able, from, to), zone, from, to);
      List<Slot> found = slots.onFirstDay(notBefore, need.duration());
      if (!found.isEmpty()) {
        return chooseTechnician.inOrder(need, able, found, slots);
      }
      from = to.plusDays(1);
    }
    return List.of();
  }

  private List<Busy> busy(VisitNeed need, List<Technician> some, LocalDate from, LocalDate to) {
    ZoneId zone = need.territory().zone();
    return appointments.busy(
        some.stream().map(Technician::id).toList(),
        new Around(
            need.territory().id(),
            from.atStartOfDay(zone).toInstant(),
            to.plusDays(1).atStartOfDay(zone).toInstant(),
            clock.instant(),
            Optional.empty()));
  }

  private static LocalDate lastPlanned(LocalDate first) {
    return first.plusDays(HORIZON_DAYS);
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
