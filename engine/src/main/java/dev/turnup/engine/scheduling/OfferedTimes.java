package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.Offers.By;
import dev.turnup.engine.scheduling.Offers.Offer;
import dev.turnup.engine.scheduling.Offers.Offered;
import dev.turnup.engine.scheduling.Offers.Wanted;
import dev.turnup.engine.scheduling.SearchSlots.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the workforce system offers for visits, where its calendar counts and not Turnup's. It can
 * be asked in no transaction, so what it offered is kept for a while.
 */
@UseCase
public final class OfferedTimes {

  /** How long an answer counts. */
  private static final Duration COUNTS_FOR = Duration.ofMinutes(15);

  private final Offers offers;
  private final Appointments appointments;
  private final VisitSlots visitSlots;
  private final Clock clock;

  public OfferedTimes(
      Offers offers, Appointments appointments, VisitSlots visitSlots, Clock clock) {
    this.offers = offers;
    this.appointments = appointments;
    this.visitSlots = visitSlots;
    this.clock = clock;
  }

  /**
   * Whether the workforce system has to agree to a time before the visit can be planned: nothing
   * that fits is held, or another time is wanted. Not where it has just said that it has none, or
   * people plan by hand.
   */
  boolean isToAgreeOn(VisitNeed need) {
    return need.territory().isOutside() && isToAgreeOn(need, appointments.of(need.delivery().id()));
  }

  /**
   * @param held what is held or booked for the visit
   */
  boolean isToAgreeOn(VisitNeed need, Optional<Appointment> held) {
    return need.territory().isOutside() && isToAgreeOn(need, held, offers.of(need.delivery().id()));
  }

  /**
   * The same where its calendar counts.
   *
   * @param offered what it offered last
   */
  boolean isToAgreeOn(VisitNeed need, Optional<Appointment> held, Optional<Offered> offered) {
    if (offered.flatMap(Offered::next).isPresent()) {
      return true;
    }
    if (held.filter(appointment -> visitSlots.fits(appointment, need)).isPresent()) {
      return offered.filter(Offered::sooner).isPresent();
    }
    return offered
        .filter(answer -> counts(answer, need) && fitting(answer, need).isEmpty())
        .isEmpty();
  }

  /** Whether the visit can be made as it is held or booked, and no other time is wanted. */
  boolean isFinal(Appointment appointment, VisitNeed need) {
    return visitSlots.fits(appointment, need) && !isToAgreeOn(need, Optional.of(appointment));
  }

  /** What it offered last for the deliveries of an order. */
  Map<DeliveryId, Offered> ofOrder(OrderId order) {
    return offers.ofOrder(order);
  }

  /** Whether the workforce system has to be asked before anybody can choose a time. */
  boolean isToAskFor(VisitNeed need) {
    return need.territory().isOutside()
        && offers.of(need.delivery().id()).filter(answer -> counts(answer, need)).isEmpty();
  }

  /** The first times that it offered from one moment on and before another, if that counts. */
  List<Time> times(VisitNeed need, Instant from, Instant until, int most) {
    ZoneId zone = need.territory().zone();
    return of(need).stream()
        .filter(time -> !time.start().isBefore(from) && time.start().isBefore(until))
        .limit(most)
        .map(time -> new Time(time.start().atZone(zone), time.end().atZone(zone)))
        .toList();
  }

  /**
   * The time that it offered last, in answer to the same question, and begins then. Whoever chooses
   * may have looked a while ago; it is asked whether it is still to be had.
   */
  Optional<Offer> at(VisitNeed need, Instant start) {
    return offers
        .of(need.delivery().id())
        .filter(answer -> answer.question().equals(questionFor(need)))
        .flatMap(
            answer ->
                fitting(answer, need).stream()
                    .filter(time -> time.start().equals(start))
                    .findFirst());
  }

  private List<Offer> of(VisitNeed need) {
    return offers
        .of(need.delivery().id())
        .filter(answer -> counts(answer, need))
        .map(answer -> fitting(answer, need))
        .orElse(List.of());
  }

  /**
   * Has a time that somebody chose kept for the visit, as soon as the workforce system agrees. What
   * is wanted or asked for already may be chosen once more.
   */
  void choose(VisitNeed need, Offer time, By by) {
    DeliveryId id = need.delivery().id();
    Offered known = known(id).wantingSooner(false);
    boolean again =
        known.next().filter(one -> one.offer().start().equals(time.start())).isPresent();
    offers.keep(
        id,
        again
            ? known.wantingNextBy(by)
            : known.wanting(new Wanted(appointments.nextId(), time, by)));
  }

  /** Has an earlier time looked for than the one that is held; that one stays if there is none. */
  void wantSooner(DeliveryId id) {
    offers.keep(id, known(id).forgotten().wantingSooner(true));
  }

  /**
   * What it is to be asked to keep next. What it has answered in vain already is asked for under
   * another name: it is tried again.
   */
  Optional<Wanted> next(DeliveryId id) {
    Optional<Offered> offered = offers.of(id);
    if (offered.flatMap(Offered::asked).filter(offers::isAnswered).isPresent()) {
      offers.keep(id, offered.get().askingAnew(appointments.nextId()));
    }
    return offers.of(id).flatMap(Offered::next);
  }

  /**
   * It is asked to keep what is wanted next, until it is known what came of that.
   *
   * @return false if it makes no sense any more: the time is past, the visit is impossible then,
   *     has begun or begins so soon that an answer may come too late, or another time was chosen
   *     since it was asked
   */
  boolean ask(VisitNeed need) {
    DeliveryId id = need.delivery().id();
    Offered offered = known(id);
    Instant now = clock.instant();
    boolean overtaken = offered.asked().isPresent() && offered.wanted().isPresent();
    boolean possible =
        offered.next().stream()
            .map(one -> one.offer().start())
            .anyMatch(start -> start.isAfter(now) && !start.isBefore(need.earliest()));
    boolean begins =
        appointments
            .of(id)
            .filter(visit -> visit.isBooked() && visitSlots.fits(visit, need))
            .filter(visit -> visit.slot().start().toInstant().isBefore(now.plus(VisitSlots.NOTICE)))
            .isPresent();
    if (overtaken || !possible || begins) {
      return false;
    }
    offers.keep(id, offered.asking());
    return true;
  }

  /** Whether a time is wanted, or was asked for. */
  boolean isWanted(DeliveryId id) {
    return offers.of(id).flatMap(Offered::next).isPresent();
  }

  /** Whether it was asked to keep a time, and may do so: what came of it is not known. */
  boolean isAsked(DeliveryId id) {
    return offers.of(id).flatMap(Offered::asked).isPresent();
  }

  /** What it offered does not count any more, nor what is wanted; what it was asked for does. */
  void forget(DeliveryId id) {
    Offered left = known(id).forgotten();
    if (left.asked().isPresent()) {
      offers.keep(id, left);
    } else {
      offers.forget(id);
    }
  }

  /** The same where a time is only forgotten if nobody chose it. */
  void forgetUnchosen(DeliveryId id) {
    Optional<Wanted> chosen = known(id).wanted().filter(Wanted::isChosen);
    forget(id);
    chosen.ifPresent(wanted -> offers.keep(id, known(id).wanting(wanted)));
  }

  /** Keeps an answer, so that somebody can choose; what is wanted already stays so. */
  void keep(DeliveryId id, String question, List<Offer> times) {
    offers.keep(id, known(id).answered(question, clock.instant().plus(COUNTS_FOR), times));
  }

  /**
   * Wants the first time that fits, unless something is wanted already, or what is held fits and is
   * to stay.
   *
   * @return whether anything is wanted
   */
  boolean wantNext(VisitNeed need) {
    DeliveryId id = need.delivery().id();
    Offered offered = known(id);
    if (offered.next().isPresent()) {
      return true;
    }
    Optional<Appointment> held = appointments.of(id).filter(visit -> visitSlots.fits(visit, need));
    if (held.isPresent() && !offered.sooner()) {
      return false;
    }
    Optional<Offer> next =
        of(need).stream()
            .filter(time -> held.filter(visit -> !isBefore(time, visit)).isEmpty())
            .findFirst();
    // who wants it sooner waits for an answer that says whether there is such a time
    if (next.isPresent() || offered.sooner() && counts(offered, need)) {
      offers.keep(
          id,
          next.map(time -> offered.wanting(new Wanted(appointments.nextId(), time, By.TURNUP)))
              .orElseGet(() -> offered.wantingSooner(false)));
    }
    return next.isPresent();
  }

  private static boolean isBefore(Offer time, Appointment visit) {
    return time.start().isBefore(visit.slot().start().toInstant());
  }

  private Offered known(DeliveryId id) {
    return offers.of(id).orElseGet(Offered::nothing);
  }

  /** What an answer depends on: it counts only for the same question. */
  String questionFor(VisitNeed need) {
    return "%s %s %s %s %s"
        .formatted(
            need.territory().id(),
            need.earliest(),
            need.duration(),
            need.delivery().nextVisit().technicians(),
            new TreeSet<>(need.skills()));
  }

  /** From when on it is asked for times. */
  Instant from(VisitNeed need) {
    return VisitSlots.later(need.earliest(), clock.instant().plus(VisitSlots.NOTICE));
  }

  private boolean counts(Offered answer, VisitNeed need) {
    return answer.until().isAfter(clock.instant()) && answer.question().equals(questionFor(need));
  }

  private List<Offer> fitting(Offered answer, VisitNeed need) {
    Instant from = from(need);
    return answer.times().stream()
        .filter(time -> !time.start().isBefore(from))
        .filter(time -> Duration.between(time.start(), time.end()).compareTo(need.duration()) >= 0)
        .toList();
  }
}
