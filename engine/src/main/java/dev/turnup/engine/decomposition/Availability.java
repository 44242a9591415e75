package dev.turnup.engine.decomposition;

import java.time.LocalDate;
import java.util.Optional;

/** Whether the network has room for a component. */
public sealed interface Availability {

  /** It takes no capacity. */
  record NotNeeded() implements Availability {}

  /** Nobody has asked yet. */
  record Unchecked() implements Availability {}

  /** There is room from this day on, at the site. */
  record From(LocalDate day) implements Availability {}

  /** There was said to be room from this day on, and it was refused: somebody was faster. */
  record Contested(LocalDate day) implements Availability {}

  /** There is no room and no date. */
  record None() implements Availability {}

  /** The question, or the reservation, fell out. */
  record Unknown() implements Availability {}

  /** Whether it is known from when on the component can be made. */
  default boolean isDated() {
    return this instanceof From || this instanceof NotNeeded;
  }

  /** The first day on which there is room; empty if there is none, or if none is needed. */
  default Optional<LocalDate> firstDay() {
    return this instanceof From from ? Optional.of(from.day()) : Optional.empty();
  }
}
