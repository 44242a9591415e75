package dev.turnup.engine.desk;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/** Approvals without a database. */
public final class ApprovalsInMemory implements Approvals {

  private final Map<ApprovalId, Approval> rows = new HashMap<>();

  @Override
  public ApprovalId nextId() {
    return new ApprovalId(UUID.randomUUID());
  }

  @Override
  public void add(Approval approval) {
    rows.put(approval.id(), approval);
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
}
