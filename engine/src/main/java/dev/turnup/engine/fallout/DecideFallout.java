package dev.turnup.engine.fallout;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.desk.Approvals.Subject;
import dev.turnup.engine.desk.Decided;
import dev.turnup.engine.desk.Decider;
import dev.turnup.engine.desk.SeekApproval;
import dev.turnup.engine.desk.SeekApproval.Wish;
import dev.turnup.engine.fallout.CloseFallout.Answer;
import dev.turnup.engine.fallout.CloseFallout.Closed;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Optional;

/** Has a person's decision about a fallout carried out, approved where the table wants that. */
@UseCase
public final class DecideFallout {

  /** As the table names it. */
  private static final String CANCEL_COMPONENT = "cancel-component";

  private static final String WORK = "Resolve fallout";

  private final FalloutBook fallouts;
  private final CloseFallout closeFallout;
  private final SeekApproval seekApproval;

  public DecideFallout(FalloutBook fallouts, CloseFallout closeFallout, SeekApproval seekApproval) {
    this.fallouts = fallouts;
    this.closeFallout = closeFallout;
    this.seekApproval = seekApproval;
  }

  /**
   * Carries it out, or asks.
   *
   * @param answer empty if no person was asked
   * @throws Refused if the decision cannot be carried out
   */
  public Decided<Closed> of(OrderId order, FalloutId id, Optional<Answer> answer, Decider decider) {
    return seekApproval.of(
        order,
        WORK,
        decider,
        () -> answer.flatMap(given -> wish(id, given)),
        person -> closeFallout.of(order, id, answer.map(given -> given.by(person))));
  }

  private Optional<Wish> wish(FalloutId id, Answer answer) {
    List<Component> cancelled = closeFallout.cancelledBy(answer, fallouts.get(id));
    return cancelled.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Wish(
                CANCEL_COMPONENT,
                new Subject(
                    Optional.of(id), cancelled.stream().map(Component::id).collect(toSet())),
                cancelled.stream()
                    .map(Component::name)
                    .distinct()
                    .collect(joining(", ", "Cancelling ", "")),
                answer.reason().strip()));
  }
}
