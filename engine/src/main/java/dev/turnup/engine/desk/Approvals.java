package dev.turnup.engine.desk;

/** Approvals that were asked for. */
public interface Approvals {

  ApprovalId nextId();

  /** Keeps one that is asked for. */
  void add(Approval approval);

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
}
