package dev.turnup.engine.fallout;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.desk.Approvals.Subject;
import dev.turnup.engine.desk.Decided;
import dev.turnup.engine.desk.Decider;
import dev.turnup.engine.desk.SeekApproval;
import dev.turnup.engine.desk.SeekApproval.Wish;
import dev.turnup.engine.fallout.CloseFallout.Closed;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notes.Left;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Has a person's decision about a fallout carried out: once it may be taken back no more, and
 * approved where the table wants that.
 */
@UseCase
public final class DecideFallout {

  private static final String WORK = "Resolve fallout";

  private final FalloutBook fallouts;
  private final Orders orders;
  private final CloseFallout closeFallout;
  private final SeekApproval seekApproval;
  private final LeaveNote leaveNote;
  private final GiveTimeToUndo giveTimeToUndo;
  private final PersonsWord personsWord;

  public DecideFallout(
      FalloutBook fallouts,
      Orders orders,
      CloseFallout closeFallout,
      SeekApproval seekApproval,
      LeaveNote leaveNote,
      GiveTimeToUndo giveTimeToUndo,
      PersonsWord personsWord) {
    this.fallouts = fallouts;
    this.orders = orders;
    this.closeFallout = closeFallout;
    this.seekApproval = seekApproval;
    this.leaveNote = leaveNote;
    this.giveTimeToUndo = giveTimeToUndo;
    this.personsWord = personsWord;
  }

  /**
   * What became of a decision.
   *
   * @param decided neither done nor asked where it may still be taken back, or is to be made anew
   * @param undoUntil when it is carried out, while it may be taken back
   */
  public record Outcome(Decided<Closed> decided, Optional<Instant> undoUntil) {}

  /**
   * Carries it out, or waits, or asks.
   *
   * @param answer empty if no person was asked; the one that has waited is kept, unless it is
   *     another
   * @param mayUndo false where the workflow knows of no time to take it back
   * @throws Refused if the decision cannot be carried out
   */
  public Outcome of(
      OrderId order, FalloutId id, Optional<Answer> answer, Decider decider, boolean mayUndo) {
    closeFallout.get(order, id);
    orders.lockRow(order);
    Fallout fallout = asSaidLast(fallouts.get(id), answer);
    Optional<Answer> given = fallout.answer().filter(waited -> isDecided(fallout)).or(() -> answer);
    if (isDecided(fallout) && decider.approval().isEmpty()) {
      return atOnce(timeIsOver(fallout, given.orElseThrow(), decider.mayAsk()));
    }
    if (mayUndo && decider.approval().isEmpty()) {
      Optional<Instant> until = given.flatMap(said -> giveTimeToUndo.to(fallout, said));
      if (until.isPresent()) {
        return new Outcome(Decided.anew(), until);
      }
    }
    Decided<Closed> decided = seek(fallout, given, decider);
    if (isDecided(fallout) && decided.equals(Decided.anew())) {
      fallouts.update(fallout.reopened());
    }
    return atOnce(decided);
  }

  private static Outcome atOnce(Decided<Closed> decided) {
    return new Outcome(decided, Optional.empty());
  }

  private static boolean isDecided(Fallout fallout) {
    return fallout.state() == FalloutState.DECIDED;
  }

  /** Where an operator has moved the workflow back, the desk means what it says now. */
  private Fallout asSaidLast(Fallout fallout, Optional<Answer> answer) {
    boolean decidedAnew =
        isDecided(fallout)
            && answer
                .filter(said -> !fallout.answer().map(it -> it.by(said.person())).equals(answer))
                .isPresent();
    if (!decidedAnew) {
      return fallout;
    }
    fallouts.update(fallout.reopened());
    return fallouts.get(fallout.id());
  }

  /** The order went on meanwhile; who has decided reads why it cannot be. */
  private Decided<Closed> timeIsOver(Fallout fallout, Answer answer, boolean mayAsk) {
    try {
      return seek(
          fallout, Optional.of(answer), new Decider(answer.person(), Optional.empty(), mayAsk));
    } catch (Refused impossibleByNow) {
      fallouts.update(fallout.reopened());
      leaveNote.tell(
          fallout.what().order(),
          new Left(
              "Decided, but not carried out: " + impossibleByNow.getMessage(),
              Optional.empty(),
              Optional.of(WORK),
              false));
      return Decided.anew();
    }
  }

  private Decided<Closed> seek(Fallout fallout, Optional<Answer> answer, Decider decider) {
    OrderId order = fallout.what().order();
    return seekApproval.of(
        order,
        WORK,
        decider,
        () -> answer.flatMap(given -> wish(fallout, given)),
        person -> closeFallout.of(order, fallout.id(), answer.map(given -> given.by(person))));
  }

  private Optional<Wish> wish(Fallout fallout, Answer answer) {
    List<Component> concerned = closeFallout.givenUpBy(answer, fallout);
    if (concerned.isEmpty()) {
      return Optional.empty();
    }
    Decision decision = CloseFallout.decisionOf(answer);
    return Optional.of(
        new Wish(
            named(decision),
            new Subject(
                Optional.of(fallout.id()),
                concerned.stream().map(Component::id).collect(toSet()),
                how(decision, answer)),
            told(decision, fallout, answer, concerned),
            answer.reason().strip(),
            decision == Decision.MARK_DONE && personsWord.takesTwo(fallout.what())));
  }

  private static String how(Decision decision, Answer answer) {
    return switch (decision) {
      case MARK_DONE -> answer.reference().strip();
      case REPLACE_COMPONENT -> answer.specification().strip();
      case RETRY, CHANGE_AND_RETRY, SKIP_STEP, CANCEL_COMPONENT -> "";
    };
  }

  /** As the table names it. */
  private static String named(Decision decision) {
    return switch (decision) {
      case SKIP_STEP -> "skip-step";
      case MARK_DONE -> "mark-step-done";
      case REPLACE_COMPONENT -> "replace-component";
      case RETRY, CHANGE_AND_RETRY, CANCEL_COMPONENT -> "cancel-component";
    };
  }

  private static String told(
      Decision decision, Fallout fallout, Answer answer, List<Component> concerned) {
    String names = concerned.stream().map(Component::name).distinct().collect(joining(", "));
    return switch (decision) {
      case SKIP_STEP -> "Skipping " + fallout.what().step() + " for " + names;
      case MARK_DONE ->
          "Marking %s for %s as done, reference %s"
              .formatted(fallout.what().step(), names, answer.reference().strip());
      case REPLACE_COMPONENT -> "Replacing " + names + " by " + answer.specification().strip();
      case RETRY, CHANGE_AND_RETRY, CANCEL_COMPONENT -> "Cancelling " + names;
    };
  }
}
