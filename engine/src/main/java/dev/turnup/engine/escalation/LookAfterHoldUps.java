package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Escalation.Told;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Has people look after what many orders wait for, level by level, as one thing: one task, and one
 * mail or webhook for each level. It ends by itself.
 */
@UseCase
public final class LookAfterHoldUps {

  /** What comes back for less was not away: a system that comes and goes is told of once. */
  private static final Duration CALM = Duration.ofMinutes(15);

  private final List<HoldUps> searches;
  private final LookedAfterBook book;
  private final ChooseLevel chooseLevel;
  private final HoldUpTasks tasks;
  private final TellStaff tellStaff;
  private final Clock clock;

  public LookAfterHoldUps(
      List<HoldUps> searches,
      LookedAfterBook book,
      ChooseLevel chooseLevel,
      HoldUpTasks tasks,
      TellStaff tellStaff,
      Clock clock) {
    this.searches = List.copyOf(searches);
    this.book = book;
    this.chooseLevel = chooseLevel;
    this.tasks = tasks;
    this.tellStaff = tellStaff;
    this.clock = clock;
  }

  /**
   * Something that is or was found.
   *
   * @param holdUp empty if it was not found any more
   */
  public record Sight(String subject, Optional<HoldUp> holdUp) {}

  /** All that is found, and all that people look after. */
  public List<Sight> seen() {
    Map<String, Sight> seen = new TreeMap<>();
    book.subjects().forEach(subject -> seen.put(subject, new Sight(subject, Optional.empty())));
    Instant now = clock.instant();
    searches.stream()
        .flatMap(search -> search.now(now).stream())
        .forEach(
            found -> seen.put(found.subject(), new Sight(found.subject(), Optional.of(found))));
    return List.copyOf(seen.values());
  }

  /** In one transaction: tells people of it, or the next level, or that it is over. */
  public void given(Sight sight) {
    Optional<LookedAfter> known = book.lock(sight.subject());
    sight
        .holdUp()
        .ifPresentOrElse(found -> lookAfter(found, known), () -> known.ifPresent(this::calm));
  }

  private void lookAfter(HoldUp found, Optional<LookedAfter> known) {
    int level = known.map(LookedAfter::told).map(Told::level).orElse(found.kind().known());
    if (known.filter(that -> clock.instant().isBefore(that.told().respondBy())).isPresent()) {
      goOn(found, known.get());
    } else if (level > 0 && !tasks.isOffered(found.subject())) {
      // who has completed it knows of it, and is asked again
      Told again = chooseLevel.again(found, level);
      offer(found, again);
      keep(found, known, again, known.flatMap(LookedAfter::under));
    } else {
      Told next = chooseLevel.after(found, level);
      if (next.level() > level) {
        offer(found, next);
        tellStaff.of(found, next);
        keep(found, known, next, found.first());
      } else {
        known.ifPresent(that -> goOn(found, that));
      }
    }
  }

  private void goOn(HoldUp found, LookedAfter known) {
    if (found.kind() == HoldUp.Kind.SYSTEM) {
      // of a problem there is a page, and its task may say what else is to be looked at
      tasks.retell(found.subject(), found.situation());
    }
    if (isUntold(found, known)) {
      tellStaff.of(found, known.told());
      keep(found, Optional.of(known), known.told(), found.first());
    } else if (known.betterSince().isPresent()) {
      book.put(known.better(Optional.empty()));
    }
  }

  /** No order waited when this level was chosen, so there was none to send word under. */
  private static boolean isUntold(HoldUp found, LookedAfter known) {
    return known.under().isEmpty()
        && found.first().isPresent()
        && known.told().level() > found.kind().known();
  }

  private void offer(HoldUp found, Told told) {
    tasks.offer(found.subject(), found.situation(), told.group(), told.respondBy());
  }

  private void keep(HoldUp found, Optional<LookedAfter> known, Told told, Optional<OrderId> under) {
    Instant openedAt = known.map(LookedAfter::openedAt).orElseGet(clock::instant);
    book.put(new LookedAfter(found.subject(), openedAt, told, under, Optional.empty()));
  }

  private void calm(LookedAfter known) {
    Instant now = clock.instant();
    Instant since = known.betterSince().orElse(now);
    if (now.isBefore(since.plus(CALM))) {
      book.put(known.better(Optional.of(since)));
    } else {
      tasks.withdraw(known.subject());
      tellStaff.never(known.subject());
      book.remove(known.subject());
    }
  }
}
