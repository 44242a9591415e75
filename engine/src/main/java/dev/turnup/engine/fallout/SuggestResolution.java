package dev.turnup.engine.fallout;

import dev.turnup.engine.desk.AssignWork;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Output;
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
 * again later without a person: once at most, whatever the table says.
 */
@UseCase
public final class SuggestResolution {

  private static final Output<String> QUEUE =
      Output.naming("queue", Words.naming(Words.Named.GROUP));
  private static final Output<String> SUGGESTION = Output.text("suggestion").or("");
  private static final Output<Integer> TRY_LATER = Output.count("tryLaterMinutes");

  public static final DecisionTable TABLE =
      new DecisionTable("fallout-policy", QUEUE, SUGGESTION, TRY_LATER);

  private static final String WORK = "resolve-fallout";

  private final FalloutBook fallouts;
  private final Decisions decisions;
  private final AssignWork assignWork;
  private final Clock clock;

  public SuggestResolution(
      FalloutBook fallouts, Decisions decisions, AssignWork assignWork, Clock clock) {
    this.fallouts = fallouts;
    this.decisions = decisions;
    this.assignWork = assignWork;
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
    int minutes = triedLater ? 0 : answer.get(TRY_LATER);
    Optional<Instant> later =
        minutes > 0 ? Optional.of(now.plus(Duration.ofMinutes(minutes))) : Optional.empty();
    Instant due =
        assignWork.of(fallout.what().order(), WORK, later.orElse(now), Optional.empty()).due();
    Suggestion suggestion = new Suggestion(answer.get(QUEUE), answer.get(SUGGESTION), due, later);
    fallouts.update(fallout.queued(suggestion.queue(), suggestion.suggestion(), due, later));
    return suggestion;
  }
}
