package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Duties as they are written down here, and which of them are lost. */
final class LostVisitsInMemory implements LostVisits {

  final List<Duty> duties = new ArrayList<>();
  final List<Slot> over = new ArrayList<>();

  /** How often all duties were read, which may be many. */
  int readings;

  final Map<UUID, Obstacle> lost = new HashMap<>();
  final List<UUID> putOff = new ArrayList<>();

  @Override
  public List<Duty> duties(Collection<String> technicians, Instant now, Optional<Days> days) {
    readings++;
    return duties.stream()
        .filter(duty -> technicians.contains(duty.slot().technician()))
        .filter(duty -> duty.slot().end().toInstant().isAfter(now))
        .toList();
  }

  @Override
  public List<Slot> over(Collection<String> technicians, Instant now) {
    return over.stream().filter(slot -> technicians.contains(slot.technician())).toList();
  }

  @Override
  public void lose(Collection<UUID> appointments, Obstacle because, Instant now) {
    appointments.forEach(appointment -> lost.put(appointment, because));
  }

  @Override
  public List<Duty> due(Instant now, int most) {
    return duties.stream().filter(duty -> lost.containsKey(duty.appointment())).toList();
  }

  @Override
  public List<Lost> of(DeliveryId delivery, Instant now) {
    return due(now, 1).stream()
        .filter(duty -> duty.work().filter(work -> work.delivery().equals(delivery)).isPresent())
        .filter(duty -> duty.slot().end().toInstant().isAfter(now))
        .map(duty -> new Lost(duty, lost.get(duty.appointment())))
        .toList();
  }

  @Override
  public void keep(UUID appointment) {
    lost.remove(appointment);
  }

  @Override
  public void putOff(UUID appointment, Instant now) {
    putOff.add(appointment);
  }
}
