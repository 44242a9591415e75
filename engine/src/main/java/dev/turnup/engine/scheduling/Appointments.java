package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The calendars of all technicians. The database refuses two appointments at one time. */
public interface Appointments {

  /** An id that no other appointment has or will have. */
  UUID nextId();

  /** What is held or booked for a delivery. */
  Optional<Appointment> of(DeliveryId delivery);

  /** The same for many; those without are left out. */
  Map<DeliveryId, Appointment> ofAll(Collection<DeliveryId> deliveries);

  /**
   * What is held or booked and begins after {@code now}, for other deliveries to the same customer
   * at the same site; the earliest few, in order of time. What is no more held then is left out,
   * and so is the order of another caller, who may mean somebody else by the same id.
   */
  List<Appointment> toComeThere(DeliveryId delivery, Instant now);

  /** The others that one journey is made for, in order of time. */
  List<Appointment> sharing(Appointment appointment);

  /**
   * When these technicians are taken between two instants, and half a day around them, in order of
   * time. What is held no more is left out.
   */
  List<Busy> busy(Collection<String> technicians, Around around);

  /**
   * Holds a slot.
   *
   * @return false if the technician is taken then, has no time to get there or away, or does as
   *     much that day as they do at most, or is none any more; or if the delivery has an
   *     appointment
   */
  boolean hold(Appointment appointment);

  /**
   * Holds what the workforce system keeps for a delivery, by its own calendar.
   *
   * @param reference as the workforce system names it
   * @return false if the delivery has an appointment
   */
  boolean holdOutside(Appointment appointment, String reference);

  /** The same for a time at which nobody is to come: nothing is held, and it is left outside. */
  void leaveOutside(Appointment appointment, String reference);

  /** Holds another time that the workforce system keeps instead, under the same name. */
  void moveOutside(UUID before, Appointment moved);

  /**
   * Holds somebody else's time for the same appointment, who comes along for as long as it is held
   * or booked.
   *
   * @return false if they cannot, as above
   */
  boolean holdBeside(UUID id, String technician);

  /** Who comes along, if somebody does. */
  Optional<String> beside(UUID id);

  /**
   * Makes what is held an appointment.
   *
   * @return false if it is held no more
   */
  boolean book(UUID id);

  /** Holds what is held already until then. */
  void keepUntil(UUID id, Instant until);

  /** Frees the technician's time. */
  void release(UUID id);

  /**
   * Whether the workforce system said that nobody comes then: of its own accord, or when it was
   * told of the appointment, and no person has said otherwise since.
   */
  boolean isRefused(UUID id);

  /** The workforce system says that nobody comes then. */
  void refuse(UUID id);

  /** When the workforce system was last asked to keep it, or told of it, if it was. */
  Optional<Instant> toldOf(UUID id);

  /**
   * The appointment for which the workforce system has, or may have, a visit although it does not
   * take place and no other took its place.
   */
  Optional<UUID> leftOutside(DeliveryId delivery);

  /** Frees what these technicians are held for since before {@code now}. */
  void releaseExpired(Collection<String> technicians, Instant now);

  /**
   * What is looked at.
   *
   * @param territory to and from which the travel times are
   * @param without an appointment that does not count, nor who comes along to it
   */
  record Around(String territory, Instant from, Instant to, Instant now, Optional<UUID> without) {}

  /**
   * A stretch of time that a technician is taken for.
   *
   * @param travel how long it takes to get there, or away
   */
  record Busy(String technician, Instant start, Instant end, Duration travel) {

    /** Until when they can be elsewhere. */
    Instant leaves() {
      return start.minus(travel);
    }

    /** From when on they can be elsewhere. */
    Instant arrives() {
      return end.plus(travel);
    }

    Duration length() {
      return Duration.between(start, end);
    }
  }
}
