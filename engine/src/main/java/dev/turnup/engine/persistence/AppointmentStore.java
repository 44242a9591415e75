package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.VisitId;
import dev.turnup.engine.persistence.AppointmentMapper.AppointmentRow;
import dev.turnup.engine.persistence.AppointmentMapper.DutyRow;
import dev.turnup.engine.scheduling.Appointment;
import dev.turnup.engine.scheduling.Appointments;
import dev.turnup.engine.scheduling.LostVisits;
import dev.turnup.engine.scheduling.Obstacle;
import dev.turnup.engine.scheduling.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class AppointmentStore implements Appointments, Visits, LostVisits {

  private static final Map<String, Obstacle> OBSTACLES =
      Arrays.stream(Obstacle.values()).collect(toMap(AppointmentStore::code, one -> one));

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final AppointmentMapper mapper;

  AppointmentStore(AppointmentMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public UUID nextId() {
    return ids.generate();
  }

  @Override
  public Optional<Appointment> of(DeliveryId delivery) {
    return mapper.findLive(delivery.value()).map(AppointmentStore::appointment);
  }

  @Override
  public Map<DeliveryId, Appointment> ofAll(Collection<DeliveryId> deliveries) {
    return mapper
        .findLiveOf(deliveries.stream().map(DeliveryId::toString).toArray(String[]::new))
        .stream()
        .map(AppointmentStore::appointment)
        .collect(toMap(Appointment::delivery, appointment -> appointment));
  }

  @Override
  public List<Appointment> toComeThere(DeliveryId delivery, Instant now) {
    return mapper.findToComeThere(delivery.value(), Utc.of(now)).stream()
        .map(AppointmentStore::appointment)
        .toList();
  }

  @Override
  public List<Appointment> sharing(Appointment appointment) {
    return mapper.findSharing(appointment.journey(), appointment.id()).stream()
        .map(AppointmentStore::appointment)
        .toList();
  }

  @Override
  public Optional<Visit> visitOf(DeliveryId delivery) {
    return of(delivery)
        .map(
            appointment ->
                new Visit(
                    new VisitId(appointment.id()),
                    appointment.slot().technician(),
                    appointment.slot().start(),
                    appointment.slot().end(),
                    appointment.isBooked()));
  }

  @Override
  public List<Busy> busy(Collection<String> technicians, Around around) {
    return mapper
        .findBusy(
            technicians.toArray(String[]::new),
            around.territory(),
            Utc.of(around.from()),
            Utc.of(around.to()),
            Utc.of(around.now()),
            around.without().orElse(null))
        .stream()
        .map(
            row ->
                new Busy(
                    row.technicianId(),
                    row.startsAt().toInstant(),
                    row.endsAt().toInstant(),
                    Duration.ofMinutes(row.travelMinutes())))
        .toList();
  }

  @Override
  public boolean hold(Appointment appointment) {
    return mapper.hold(row(appointment)) > 0;
  }

  @Override
  public boolean holdOutside(Appointment appointment, String reference) {
    return mapper.addOutside(row(appointment), "held", reference) > 0;
  }

  @Override
  public void moveOutside(UUID before, Appointment moved) {
    String reference = mapper.findReference(before);
    mapper.release(before);
    mapper.addOutside(row(moved), "held", reference);
  }

  @Override
  public void leaveOutside(Appointment appointment, String reference) {
    mapper.addOutside(row(appointment), "released", reference);
  }

  @Override
  public boolean holdBeside(UUID id, String technician) {
    return mapper.holdBeside(ids.generate(), id, technician) > 0;
  }

  @Override
  public Optional<String> beside(UUID id) {
    return mapper.findBeside(id);
  }

  @Override
  public boolean book(UUID id) {
    return mapper.book(id) > 0;
  }

  @Override
  public void keepUntil(UUID id, Instant until) {
    mapper.keepUntil(id, Utc.of(until));
  }

  @Override
  public void release(UUID id) {
    mapper.release(id);
  }

  @Override
  public boolean isRefused(UUID id) {
    return mapper.isRefused(id);
  }

  @Override
  public void refuse(UUID id) {
    mapper.refuse(id);
  }

  @Override
  public Optional<Instant> toldOf(UUID id) {
    return Optional.ofNullable(mapper.findToldOf(id)).map(OffsetDateTime::toInstant);
  }

  @Override
  public void releaseExpired(Collection<String> technicians, Instant now) {
    mapper.releaseExpired(technicians.toArray(String[]::new), Utc.of(now));
  }

  @Override
  public Optional<UUID> leftOutside(DeliveryId delivery) {
    return mapper.findLeft(delivery.value());
  }

  @Override
  public boolean isLeftOutside(DeliveryId delivery) {
    return leftOutside(delivery).isPresent();
  }

  @Override
  public void calledOff(DeliveryId delivery) {
    mapper.calledOff(delivery.value());
  }

  @Override
  public void end(DeliveryId delivery, End end) {
    mapper.end(delivery.value(), end.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Duty> duties(Collection<String> technicians, Instant now, Optional<Days> days) {
    return mapper
        .findDuties(
            technicians.toArray(String[]::new),
            Utc.of(now),
            days.map(Days::begin).map(Utc::of).orElse(null),
            days.map(Days::end).map(Utc::of).orElse(null))
        .stream()
        .map(AppointmentStore::duty)
        .toList();
  }

  @Override
  public List<Slot> over(Collection<String> technicians, Instant now) {
    return mapper.findOver(technicians.toArray(String[]::new), Utc.of(now)).stream()
        .map(row -> slot(row.technicianId(), row.startsAt(), row.endsAt(), row.timeZone()))
        .toList();
  }

  @Override
  public void lose(Collection<UUID> appointments, Obstacle because, Instant now) {
    mapper.lose(
        appointments.stream().map(UUID::toString).toArray(String[]::new),
        code(because),
        Utc.of(now));
  }

  @Override
  public List<Duty> due(Instant now, int most) {
    return mapper.findDueLost(Utc.of(now), most).stream().map(AppointmentStore::duty).toList();
  }

  @Override
  public List<Lost> of(DeliveryId delivery, Instant now) {
    return mapper.findLost(delivery.value(), Utc.of(now)).stream()
        .map(row -> new Lost(duty(row), OBSTACLES.get(row.lostBecause())))
        .toList();
  }

  @Override
  public void keep(UUID appointment) {
    mapper.keep(appointment);
  }

  @Override
  public void putOff(UUID appointment, Instant now) {
    mapper.putOff(appointment, Utc.of(now));
  }

  private static String code(Obstacle obstacle) {
    return obstacle.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Slot slot(
      String technician, OffsetDateTime start, OffsetDateTime end, String timeZone) {
    ZoneId zone = ZoneId.of(timeZone);
    return new Slot(technician, start.atZoneSameInstant(zone), end.atZoneSameInstant(zone));
  }

  private static Duty duty(DutyRow row) {
    return new Duty(
        row.id(),
        work(row),
        slot(row.technicianId(), row.startsAt(), row.endsAt(), row.timeZone()),
        Optional.ofNullable(row.territoryId()),
        row.skills().isEmpty() ? Set.of() : Set.of(row.skills().split("\n")));
  }

  private static Optional<Work> work(DutyRow row) {
    return row.orderId() == null || row.deliveryId() == null || row.number() == null
        ? Optional.empty()
        : Optional.of(
            new Work(new OrderId(row.orderId()), new DeliveryId(row.deliveryId()), row.number()));
  }

  private static AppointmentRow row(Appointment appointment) {
    Slot slot = appointment.slot();
    return new AppointmentRow(
        appointment.id(),
        appointment.order().value(),
        appointment.delivery().value(),
        slot.technician(),
        Utc.of(slot.start().toInstant()),
        Utc.of(slot.end().toInstant()),
        slot.start().getZone().getId(),
        appointment.territory().orElse(null),
        appointment.heldUntil().map(Utc::of).orElse(null),
        appointment.journey(),
        appointment.outside());
  }

  static Appointment appointment(AppointmentRow row) {
    return new Appointment(
        row.id(),
        new OrderId(row.orderId()),
        new DeliveryId(row.deliveryId()),
        slot(row.technicianId(), row.startsAt(), row.endsAt(), row.timeZone()),
        Optional.ofNullable(row.territoryId()),
        Optional.ofNullable(row.heldUntil()).map(OffsetDateTime::toInstant),
        row.journeyId(),
        row.outside());
  }
}
