package dev.turnup.engine.fallout;

import dev.turnup.engine.desk.AssignWork;
import dev.turnup.engine.fallout.FalloutBook.Experience;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the table decide whose work a fallout is, what it suggests, and whether the step is tried
 * again without a person, later or, where that has helped often, at once: one time at most,
 * whatever the table says.
 */
@UseCase
public final class SuggestResolution {

  private static final Output<String> QUEUE =
      Output.naming("queue", Words.naming(Words.Named.GROUP));
  private static final Output<String> SUGGESTION = Output.text("suggestion").or("");
  private static final Output<Integer> TRY_LATER = Output.count("tryLaterMinutes");

  /** From which share of helpful retries on another one is made by itself. */
  private static final Output<Integer> RETRY_BY_ITSELF =
      Output.number("retryFromPercent", 0, 100).or(0);

  public static final DecisionTable TABLE =
      new DecisionTable("fallout-policy", QUEUE, SUGGESTION, TRY_LATER, RETRY_BY_ITSELF);

  private static final String WORK = "resolve-fallout";

  private final FalloutBook fallouts;
  private final Decisions decisions;
  private final AssignWork assignWork;
  private final Timeline timeline;
  private final Clock clock;

  public SuggestResolution(
      FalloutBook fallouts,
      Decisions decisions,
      AssignWork assignWork,
      Timeline timeline,
      Clock clock) {
    this.fallouts = fallouts;
    this.decisions = decisions;
    this.assignWork = assignWork;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * What is suggested.
   *
   * @param queue the group whose work it is
   * @param due until when a person should have settled it
   * @param tryLaterAt when the step is tried again without a person, if it is
   */
  public record Suggestion(
      String queue, String suggestion, Instant due, Optional<Instant> tryLaterAt) {}

  /** Decides and writes it down. */
  public Suggestion forFallout(FalloutId id) {
    Fallout fallout = fallouts.get(id);
    List<Fallout> alike = fallouts.alike(fallout.what());
    Failure failure = fallout.what().failure();
    Decisions.Answer answer =
        decisions.one(
            fallout.what().order(),
            TABLE.key(),
            Map.of("system", failure.system(), "code", failure.code(), "attempts", alike.size()));
    Instant now = clock.instant();
    boolean triedLater = alike.stream().anyMatch(before -> before.tryLaterAt().isPresent());
    Optional<Instant> later = triedLater ? Optional.empty() : later(fallout, answer, now);
    Instant due =
        assignWork.of(fallout.what().order(), WORK, later.orElse(now), Optional.empty()).due();
    Suggestion suggestion = new Suggestion(answer.get(QUEUE), answer.get(SUGGESTION), due, later);
    fallouts.update(fallout.queued(suggestion.queue(), suggestion.suggestion(), due, later));
    return suggestion;
  }

  /** What has helped with the same cause is done at once, if the table trusts it. */
  private Optional<Instant> later(Fallout fallout, Decisions.Answer answer, Instant now) {
    int percent = answer.get(RETRY_BY_ITSELF);
    if (percent > 0) {
      List<Experience> experience = fallouts.experience(fallout.fingerprint());
      if (Experiences.retryHelps(experience, percent)) {
        TimelineEntry entry =
            TimelineEntry.of(
                    EventKind.NOTED,
                    fallout.what().step()
                        + " is tried again by itself."
                        + Experiences.told(experience))
                .with("fallout", fallout.id());
        timeline.add(
            fallout.what().order(), fallout.what().component().map(entry::about).orElse(entry));
        return Optional.of(now);
      }
    }
    int minutes = answer.get(TRY_LATER);
    return minutes > 0 ? Optional.of(now.plus(Duration.ofMinutes(minutes))) : Optional.empty();
  }
}
