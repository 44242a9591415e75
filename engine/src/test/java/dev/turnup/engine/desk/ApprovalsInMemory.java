package dev.turnup.engine.desk;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/** Approvals without a database. */
public final class ApprovalsInMemory implements Approvals {

  private final Map<ApprovalId, Approval> rows = new HashMap<>();

  /** What is not done yet. */
  private final Map<ApprovalId, Subject> allowed = new HashMap<>();

  @Override
  public ApprovalId nextId() {
    return new ApprovalId(UUID.randomUUID());
  }

  @Override
  public void add(Approval approval, Subject subject) {
    rows.put(approval.id(), approval);
    allowed.put(approval.id(), subject);
  }

  @Override
  public Approval get(ApprovalId id) {
    return Optional.ofNullable(rows.get(id)).orElseThrow(NoSuchElementException::new);
  }

  @Override
  public boolean decide(ApprovalId id, Approval.Verdict verdict) {
    Approval asked = get(id);
    if (asked.verdict().isPresent()) {
      return false;
    }
    rows.put(
        id,
        new Approval(
            id,
            asked.order(),
            asked.decision(),
            asked.requestedBy(),
            asked.requestedAt(),
            Optional.of(verdict)));
    return true;
  }

  @Override
  public boolean carryOut(ApprovalId id, Subject subject, Instant at) {
    return get(id).verdict().filter(Approval.Verdict::approved).isPresent()
        && allowed.remove(id, subject);
  }
}
