package dev.turnup.engine.capacity;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The inventory of the network's capacity. Days are days at the site. */
public interface CapacityInventory {

  /** How long a call may take before it is given up. */
  Duration longestCall();

  CompletionStage<Outcome<Room>> checkCapacity(CallKey key, Question question);

  CompletionStage<Outcome<Holding>> reserveCapacity(CallKey key, Wish wish);

  CompletionStage<Outcome<Holding>> extendReservation(CallKey key, Extension extension);

  CompletionStage<Outcome<Holding>> releaseReservation(CallKey key, Release release);

  /** What a call under this key made, extended or released, if anything. */
  CompletionStage<Outcome<Optional<Holding>>> findReservation(CallKey key, Subject subject);

  /**
   * Is there room?
   *
   * @param specification the component's name
   */
  record Question(Subject subject, String specification, String resource, int units) {}

  /**
   * @param from the first day, present if {@code FROM}
   * @param reason why not, if {@code NONE}; empty otherwise
   */
  record Room(Verdict verdict, Optional<LocalDate> from, String reason) {
    /** Is there room? */
    public enum Verdict {
      NOW,
      FROM,
      NONE
    }
  }

  /**
   * Hold room.
   *
   * @param from the day from which it will be used
   * @param until when the reservation shall lapse by itself
   */
  record Wish(Subject subject, String resource, int units, LocalDate from, Instant until) {}

  /** Hold it longer. */
  record Extension(Subject subject, String reference, LocalDate from, Instant until) {}

  /** Hold it no more. */
  record Release(Subject subject, String reference) {}

  /**
   * What is held.
   *
   * @param reference of the reservation; empty if {@code REFUSED}
   * @param until when it lapses, present if {@code HELD}
   * @param reason why not, unless {@code HELD}; empty otherwise
   * @param on the very resource that it is held on, an access node say, where the inventory tells
   */
  record Holding(
      Verdict verdict,
      String reference,
      Optional<Instant> until,
      String reason,
      Optional<String> on) {

    /** Of which nobody tells what it is held on. */
    public Holding(Verdict verdict, String reference, Optional<Instant> until, String reason) {
      this(verdict, reference, until, reason, Optional.empty());
    }

    /** Is it held? */
    public enum Verdict {
      HELD,
      /** Somebody was faster. */
      REFUSED,
      /** Released or lapsed. */
      ENDED
    }
  }
}
