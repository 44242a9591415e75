package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.Appointments.Around;
import dev.turnup.engine.scheduling.Appointments.Busy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds time right before or after what a technician does at the site anyway, so that one journey
 * is enough. How much later somebody may come for it is said by table.
 */
@UseCase
public final class ShareVisit {

  private static final Output<Boolean> SHARE = Output.flag("share");

  public static final DecisionTable TABLE = new DecisionTable("visit-sharing", SHARE);

  private final Technicians technicians;
  private final Appointments appointments;
  private final Decisions decisions;

  public ShareVisit(Technicians technicians, Appointments appointments, Decisions decisions) {
    this.technicians = technicians;
    this.appointments = appointments;
    this.decisions = decisions;
  }

  /** A time, and what it is right before or after. */
  record Shared(Slot slot, Appointment with) {}

  /**
   * @param toCome there, in order of time
   * @param otherwise the day of the earliest visit that shares nothing; if there is none, the last
   *     that is planned
   * @return in the order in which they are to be tried
   */
  List<Shared> beside(
      VisitNeed need, List<Appointment> toCome, Instant notBefore, LocalDate otherwise) {
    return toCome.stream()
        .filter(there -> isWorthIt(need, there.day(), otherwise))
        .flatMap(
            there ->
                technicians
                    .find(there.slot().technician())
                    .filter(technician -> technician.skills().containsAll(need.skills()))
                    .stream()
                    .flatMap(technician -> beside(need, technician, there, toCome, notBefore)))
        .toList();
  }

  private boolean isWorthIt(VisitNeed need, LocalDate day, LocalDate otherwise) {
    ZoneId zone = need.territory().zone();
    Map<String, Object> inputs = new HashMap<>();
    inputs.put("preference", need.preference().orElse(null));
    inputs.put("daysLater", (int) Math.max(0, ChronoUnit.DAYS.between(otherwise, day)));
    inputs.put(
        "inTime",
        need.wantedBy().filter(by -> day.isAfter(LocalDate.ofInstant(by, zone))).isEmpty());
    return decisions.one(need.delivery().order(), TABLE.key(), inputs).get(SHARE);
  }

  private Stream<Shared> beside(
      VisitNeed need,
      Technician technician,
      Appointment there,
      List<Appointment> toCome,
      Instant notBefore) {
    ZoneId zone = need.territory().zone();
    ZonedDateTime start = there.slot().start().withZoneSameInstant(zone);
    ZonedDateTime end = there.slot().end().withZoneSameInstant(zone);
    Duration duration = need.duration();
    Slots slots =
        new Slots(
            List.of(technician),
            busyElsewhere(need, there, toCome, start.toLocalDate(), end.toLocalDate()),
            zone,
            start.toLocalDate(),
            end.toLocalDate());
    return Stream.of(
            new Slot(technician.id(), end, end.plus(duration)),
            new Slot(technician.id(), start.minus(duration), start))
        .filter(slot -> !slot.start().toInstant().isBefore(notBefore) && slots.isFree(slot))
        .map(slot -> new Shared(slot, there));
  }

  /** What the technician does around then; nobody travels from what is done on the same journey. */
  private List<Busy> busyElsewhere(
      VisitNeed need,
      Appointment there,
      List<Appointment> toCome,
      LocalDate first,
      LocalDate last) {
    ZoneId zone = need.territory().zone();
    List<Instant> same =
        toCome.stream()
            .filter(other -> other.journey().equals(there.journey()))
            .map(other -> other.slot().start().toInstant())
            .toList();
    return appointments
        .busy(
            List.of(there.slot().technician()),
            new Around(
                need.territory().id(),
                first.minusDays(1).atStartOfDay(zone).toInstant(),
                last.plusDays(2).atStartOfDay(zone).toInstant(),
                // who asks has released what is held no more
                Instant.EPOCH,
                Optional.empty()))
        .stream()
        .map(
            busy ->
                same.contains(busy.start())
                    ? new Busy(busy.technician(), busy.start(), busy.end(), Duration.ZERO)
                    : busy)
        .toList();
  }
}
