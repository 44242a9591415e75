package dev.turnup.engine.fallout;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.desk.AssignWork;
import dev.turnup.engine.fallout.FalloutBook.Experience;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notes.Left;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.StepFellOut;
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

  /** From which share of helpful changes on the same one is made by itself. */
  private static final Output<Integer> CHANGE_BY_ITSELF =
      Output.number("changeFromPercent", 0, 100).or(0);

  /** A day at most: what is decided is not to be forgotten. */
  private static final Output<Integer> UNDO_MINUTES = Output.number("undoMinutes", 0, 1_440).or(0);

  private static final Output<Integer> UNDO_RETRY_MINUTES =
      Output.number("undoRetryMinutes", 0, 1_440).or(0);

  private static final Output<SecondaryAction> SECONDARY_ACTION =
      Output.oneOf("secondaryAction", SecondaryAction.values(), SecondaryAction::code)
          .or(SecondaryAction.NONE);

  public static final DecisionTable TABLE =
      new DecisionTable(
              "fallout-policy",
              QUEUE,
              SUGGESTION,
              TRY_LATER,
              RETRY_BY_ITSELF,
              CHANGE_BY_ITSELF,
              UNDO_MINUTES,
              UNDO_RETRY_MINUTES,
              SECONDARY_ACTION)
          .asking("errorClass", ErrorClass.words())
          .asking("component", Words.naming(Words.Named.COMPONENT, ""));

  private static final String WORK = "resolve-fallout";

  private final FalloutBook fallouts;
  private final OutboundCalls calls;
  private final Components components;
  private final Decisions decisions;
  private final AssignWork assignWork;
  private final LeaveNote leaveNote;
  private final SharedCauses sharedCauses;
  private final WhatHelped whatHelped;
  private final Timeline timeline;
  private final Clock clock;

  public SuggestResolution(
      FalloutBook fallouts,
      OutboundCalls calls,
      Components components,
      Decisions decisions,
      AssignWork assignWork,
      LeaveNote leaveNote,
      SharedCauses sharedCauses,
      WhatHelped whatHelped,
      Timeline timeline,
      Clock clock) {
    this.fallouts = fallouts;
    this.calls = calls;
    this.components = components;
    this.decisions = decisions;
    this.assignWork = assignWork;
    this.leaveNote = leaveNote;
    this.sharedCauses = sharedCauses;
    this.whatHelped = whatHelped;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** What is done besides, for whoever else has to know. */
  enum SecondaryAction {
    NONE("none"),
    /** All who work on the order read it. */
    NOTE_FOR_DESKS("noteForDesks"),
    /** And so does the CRM. */
    NOTE_FOR_CRM("noteForCrm"),
    /** What falls out alike waits from now on, until the cause is mended for all. */
    OPEN_PROBLEM("openProblem"),
    /** The order is escalated, however much time its desk has. */
    RAISE_ESCALATION("raiseEscalation");

    private final String code;

    SecondaryAction(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /**
   * What is suggested.
   *
   * @param queue the group whose work it is
   * @param due until when a person should have settled it
   * @param tryLaterAt when the step is tried again without a person, if it is
   * @param undoMinutes how long a decision may be taken back
   * @param undoRetryMinutes how long that to retry may be
   */
  public record Suggestion(
      String queue,
      String suggestion,
      Instant due,
      Optional<Instant> tryLaterAt,
      int undoMinutes,
      int undoRetryMinutes) {}

  /** Decides and writes it down. */
  public Suggestion forFallout(FalloutId id) {
    Fallout fallout = fallouts.get(id);
    StepFellOut what = fallout.what();
    List<Fallout> alike = fallouts.alike(what);
    Decisions.Answer answer = decisions.one(what.order(), TABLE.key(), inputs(what, alike.size()));
    Instant now = clock.instant();
    boolean triedLater = alike.stream().anyMatch(before -> before.tryLaterAt().isPresent());
    Optional<ByItself> byItself = triedLater ? Optional.empty() : byItself(fallout, answer, now);
    Optional<Instant> later = byItself.map(ByItself::at);
    Instant due = assignWork.of(what.order(), WORK, later.orElse(now), Optional.empty()).due();
    Suggestion suggestion =
        new Suggestion(
            answer.get(QUEUE),
            answer.get(SUGGESTION),
            due,
            later,
            answer.get(UNDO_MINUTES),
            answer.get(UNDO_RETRY_MINUTES));
    fallouts.update(fallout.queued(suggestion, byItself.flatMap(ByItself::change)));
    if (alike.size() == 1 && fallout.queue().isEmpty()) {
      doBesides(fallout, suggestion, answer.get(SECONDARY_ACTION));
    }
    return suggestion;
  }

  /**
   * What is done without a person.
   *
   * @param change what is changed before
   */
  private record ByItself(Instant at, Optional<Answer> change) {}

  private Map<String, Object> inputs(StepFellOut what, int attempts) {
    Failure failure = what.failure();
    String step = what.step();
    return Map.of(
        "system", failure.system(),
        "operation", step.substring(step.indexOf('.') + 1),
        "errorClass", ErrorClass.of(what.call().flatMap(calls::find)).code(),
        "code", failure.code(),
        "message", failure.firstWords(),
        "component", what.component().map(components::get).map(Component::name).orElse(""),
        "attempts", attempts);
  }

  /** The first time only: nobody is told the same twice. */
  private void doBesides(Fallout fallout, Suggestion suggestion, SecondaryAction action) {
    switch (action) {
      case NONE -> {}
      case NOTE_FOR_DESKS -> note(fallout, suggestion, false);
      case NOTE_FOR_CRM -> note(fallout, suggestion, true);
      case OPEN_PROBLEM -> sharedCauses.lookAfter(fallout);
      case RAISE_ESCALATION -> fallouts.escalate(fallout.id());
    }
  }

  private void note(Fallout fallout, Suggestion suggestion, boolean told) {
    leaveNote.tell(
        fallout.what().order(),
        new Left(
            fallout.situation() + "\n" + suggestion.suggestion(),
            Optional.empty(),
            Optional.of("Resolve fallout"),
            told));
  }

  /** What has helped with the same cause is done at once, if the table trusts it. */
  private Optional<ByItself> byItself(Fallout fallout, Decisions.Answer answer, Instant now) {
    int retry = answer.get(RETRY_BY_ITSELF);
    int change = answer.get(CHANGE_BY_ITSELF);
    if (retry > 0 || change > 0) {
      List<Experience> experience = whatHelped.with(fallout);
      if (Experiences.retryHelps(experience, retry)) {
        note(fallout, "is tried again by itself", experience);
        return Optional.of(new ByItself(now, Optional.empty()));
      }
      Optional<Experience> changes = Experiences.changeThatHelps(experience, change);
      if (changes.isPresent()) {
        note(fallout, "is changed and tried again by itself", experience);
        return changes.map(
            helped -> new ByItself(now, Optional.of(helped.changing(CloseFallout.TURNUP))));
      }
    }
    int minutes = answer.get(TRY_LATER);
    return minutes > 0
        ? Optional.of(new ByItself(now.plus(Duration.ofMinutes(minutes)), Optional.empty()))
        : Optional.empty();
  }

  private void note(Fallout fallout, String done, List<Experience> experience) {
    TimelineEntry entry =
        TimelineEntry.of(EventKind.NOTED, fallout.what().step() + " " + done)
            .remarking(Experiences.told(experience).strip())
            .with("fallout", fallout.id());
    timeline.add(
        fallout.what().order(), fallout.what().component().map(entry::about).orElse(entry));
  }
}
