package dev.turnup.engine.persistence;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.persistence.TimelineMapper.EventRow;
import dev.turnup.engine.subscription.EventQueue.Claim;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface EventQueueMapper {

  DrawnRow findDrawn();

  Optional<HorizonRow> lockHorizon();

  void nominate(@Param("candidate") long candidate);

  void elect();

  void insertCursors(
      @Param("above") long above, @Param("upto") long upto, @Param("now") OffsetDateTime now);

  List<ClaimRow> claim(
      @Param("now") OffsetDateTime now,
      @Param("seconds") long seconds,
      @Param("perSubscription") int perSubscription,
      @Param("limit") int limit);

  Optional<EventRow> findNext(@Param("claim") ClaimRow claim);

  int deleteDone(@Param("claim") ClaimRow claim, @Param("sequence") long sequence);

  int updateDelivered(
      @Param("claim") ClaimRow claim,
      @Param("sequence") long sequence,
      @Param("seconds") long seconds);

  void updateFailed(
      @Param("claim") ClaimRow claim,
      @Param("failure") String failure,
      @Param("now") OffsetDateTime now,
      @Param("nextTryAt") @Nullable OffsetDateTime nextTryAt);

  @Nullable OffsetDateTime findNextTry(@Param("now") OffsetDateTime now, @Param("tries") int tries);

  boolean isBusy(@Param("now") OffsetDateTime now, @Param("tries") int tries);

  /**
   * How far timelines have got.
   *
   * @param last the number that was drawn last, committed or not
   * @param told whether the horizon is there already
   */
  record DrawnRow(long last, boolean told) {}

  /**
   * The row of {@code event_horizon}.
   *
   * @param candidate may become the sequence; null if none was nominated
   * @param complete whether everything up to it is committed, or never will be
   * @param foreign whether it was nominated in another database, of which this is a copy
   */
  record HorizonRow(long sequence, @Nullable Long candidate, boolean complete, boolean foreign) {}

  /** A claimed row of {@code event_cursor}. */
  record ClaimRow(
      UUID subscriptionId,
      String callback,
      String orderId,
      long claim,
      int attempts,
      @Nullable OffsetDateTime failingSince) {

    static ClaimRow of(Claim claim) {
      return new ClaimRow(
          claim.subscription(),
          claim.callback().toString(),
          claim.order().value(),
          claim.number(),
          claim.attempts(),
          claim.failingSince().map(Utc::of).orElse(null));
    }

    Claim claimed() {
      return new Claim(
          subscriptionId,
          URI.create(callback),
          new OrderId(orderId),
          claim,
          attempts,
          Optional.ofNullable(failingSince).map(OffsetDateTime::toInstant));
    }
  }
}
