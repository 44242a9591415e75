package dev.turnup.engine.desk;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.FalloutId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Approvals that were asked for. */
public interface Approvals {

  ApprovalId nextId();

  /** Keeps one that is asked for, and what may be done with it. */
  void add(Approval approval, Subject subject);

  /**
   * @throws java.util.NoSuchElementException if there is none
   */
  Approval get(ApprovalId id);

  /**
   * Keeps what the second person said; nobody else's word is kept, nor that of whoever asked.
   *
   * @return false if somebody has said something already
   */
  boolean decide(ApprovalId id, Approval.Verdict verdict);

  /**
   * Takes what was approved as done.
   *
   * @return false if it was not approved, is done already, or was asked for something else
   */
  boolean carryOut(ApprovalId id, Subject subject, Instant at);

  /**
   * What may be done.
   *
   * @param fallout whose settlement it is, if it is one's
   * @param components that are cancelled; none if the order as a whole is given up
   * @param how with what else: a reference, or what is made instead; only a digest of it is kept
   */
  record Subject(Optional<FalloutId> fallout, Set<ComponentId> components, String how) {

    /** Where nothing else is said. */
    public Subject(Optional<FalloutId> fallout, Set<ComponentId> components) {
      this(fallout, components, "");
    }
  }
}
