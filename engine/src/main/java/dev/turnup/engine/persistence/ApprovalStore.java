package dev.turnup.engine.persistence;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnup.engine.desk.Approval;
import dev.turnup.engine.desk.ApprovalId;
import dev.turnup.engine.desk.Approvals;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.persistence.ApprovalMapper.ApprovalRow;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class ApprovalStore implements Approvals {

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final ApprovalMapper mapper;

  ApprovalStore(ApprovalMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public ApprovalId nextId() {
    return new ApprovalId(ids.generate());
  }

  @Override
  public void add(Approval approval, Subject subject) {
    mapper.insert(
        new ApprovalRow(
            approval.id().value(),
            approval.order().value(),
            approval.decision(),
            approval.requestedBy(),
            Utc.of(approval.requestedAt()),
            null,
            null,
            null),
        fallout(subject),
        ids(subject),
        subject.how());
  }

  @Override
  public Approval get(ApprovalId id) {
    return mapper
        .find(id.value())
        .map(ApprovalRow::approval)
        .orElseThrow(() -> new NoSuchElementException("there is no approval " + id));
  }

  @Override
  public boolean decide(ApprovalId id, Approval.Verdict verdict) {
    return mapper.decide(id.value(), verdict.by(), Utc.of(verdict.at()), verdict.approved()) == 1;
  }

  @Override
  public boolean carryOut(ApprovalId id, Subject subject, Instant at) {
    return mapper.carryOut(id.value(), fallout(subject), ids(subject), subject.how(), Utc.of(at))
        == 1;
  }

  private static @Nullable UUID fallout(Subject subject) {
    return subject.fallout().map(FalloutId::value).orElse(null);
  }

  /** In one order, by which equal sets are equal arrays. */
  private static String[] ids(Subject subject) {
    return subject.components().stream().map(ComponentId::toString).sorted().toArray(String[]::new);
  }
}
