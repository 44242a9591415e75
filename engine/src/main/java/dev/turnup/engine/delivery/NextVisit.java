package dev.turnup.engine.delivery;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the next visit of a delivery takes beyond what its components need, as somebody learnt on
 * site.
 *
 * @param notBefore the first day on which it makes sense, at the site
 * @param skills needed besides
 * @param technicians who come together
 */
public record NextVisit(Optional<LocalDate> notBefore, Set<String> skills, int technicians) {

  /** Who comes alone may need one more; more than that is another kind of work. */
  private static final int MOST_TECHNICIANS = 2;

  /** Nothing is known yet. */
  public static final NextVisit ORDINARY = new NextVisit(Optional.empty(), Set.of(), 1);

  /** The same, from this day on; the newest word counts. */
  public NextVisit from(Optional<LocalDate> day) {
    return new NextVisit(day, skills, technicians);
  }

  /** The same by somebody who can do that, too. */
  NextVisit with(String skill) {
    Set<String> all = new TreeSet<>(skills);
    all.add(skill);
    return new NextVisit(notBefore, all, technicians);
  }

  /** The same by one. */
  public NextVisit alone() {
    return new NextVisit(notBefore, skills, 1);
  }

  /** The same by two. */
  public NextVisit together() {
    return new NextVisit(notBefore, skills, MOST_TECHNICIANS);
  }

  public boolean isTogether() {
    return technicians == MOST_TECHNICIANS;
  }

  /** The first day of both. */
  public LocalDate after(LocalDate ready) {
    return notBefore.filter(ready::isBefore).orElse(ready);
  }
}
