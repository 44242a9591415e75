package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Escalation.Told;
import dev.turnup.engine.order.Moments;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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

  /** The ways to look. Where one fails the others still find, and nothing of its kind is over. */
  public List<HoldUps> ways() {
    return searches;
  }

  /** All that is found in one way, and all of that kind that people look after. */
  public List<Sight> seen(HoldUps way) {
    Map<String, Sight> seen = new TreeMap<>();
    book.subjects().stream()
        .filter(subject -> HoldUp.Kind.of(subject) == way.finds())
        .forEach(subject -> seen.put(subject, new Sight(subject, Optional.empty())));
    way.now(clock.instant())
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
    if (known.isEmpty() && found.kind().known() > 0) {
      hearOf(found);
    } else if (known.filter(that -> hasTime(found, that)).isPresent()) {
      goOn(found, known.get());
    } else if (known.isPresent() && !tasks.isOffered(found.subject())) {
      // who has completed it knows of it, and is asked again
      Told again = chooseLevel.again(found, known.get().told().level());
      offer(found, again);
      keep(found, known, again, known.get().under());
    } else {
      int level = known.map(LookedAfter::told).map(Told::level).orElse(0);
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

  /** Those who have work with it from its beginning are sent word of it. */
  private void hearOf(HoldUp found) {
    Told first = chooseLevel.again(found, found.kind().known());
    Told told = found.due().map(first::respondingBy).orElse(first);
    if (found.due().isEmpty()) {
      offer(found, told);
    }
    tellStaff.of(found, told);
    keep(found, Optional.empty(), told, found.first());
  }

  private boolean hasTime(HoldUp found, LookedAfter known) {
    Instant now = clock.instant();
    return now.isBefore(known.told().respondBy()) || found.due().filter(now::isBefore).isPresent();
  }

  private void goOn(HoldUp found, LookedAfter known) {
    if (found.kind() == HoldUp.Kind.SYSTEM) {
      // of a problem there is a page, and its task may say what else is to be looked at
      tasks.retell(found.subject(), found.situation());
    }
    if (known.under().isEmpty() && found.first().isPresent()) {
      // no order waited when this level was chosen, or all were tried again and that was stopped
      Told told = known.told();
      Told now =
          found.due().filter(told.respondBy()::isBefore).map(told::respondingBy).orElse(told);
      tellStaff.of(found, now);
      keep(found, Optional.of(known), now, found.first());
    } else if (known.under().isPresent() && found.first().isEmpty()) {
      keep(found, Optional.of(known), known.told(), Optional.empty());
    } else if (known.betterSince().isPresent()) {
      book.put(known.better(Optional.empty()));
    }
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
    if (now.isBefore(since.plus(HoldUp.Kind.of(known.subject()).calm()))) {
      book.put(known.better(Optional.of(since)));
      tasks.retell(
          known.subject(),
          "It is well since "
              + Moments.told(since, ZoneOffset.UTC)
              + ". If it stays so, this task goes by itself.");
    } else {
      tasks.withdraw(known.subject());
      tellStaff.never(known.subject());
      book.remove(known.subject());
    }
  }
}
