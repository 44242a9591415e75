package dev.turnup.engine.persistence;

import dev.turnup.engine.escalation.Escalation.Told;
import dev.turnup.engine.escalation.LookedAfter;
import dev.turnup.engine.order.OrderId;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface HoldUpMapper {

  List<String> findSubjects();

  String takeTurn(@Param("subject") String subject);

  Optional<HoldUpRow> find(@Param("subject") String subject);

  void put(@Param("row") HoldUpRow row);

  void delete(@Param("subject") String subject);

  /** A row of {@code hold_up}. */
  record HoldUpRow(
      String subject,
      OffsetDateTime openedAt,
      int level,
      String groupId,
      OffsetDateTime tellFrom,
      OffsetDateTime respondBy,
      @Nullable String orderId,
      @Nullable OffsetDateTime betterSince) {

    static HoldUpRow of(LookedAfter lookedAfter) {
      Told told = lookedAfter.told();
      return new HoldUpRow(
          lookedAfter.subject(),
          Utc.of(lookedAfter.openedAt()),
          told.level(),
          told.group(),
          Utc.of(told.from()),
          Utc.of(told.respondBy()),
          lookedAfter.under().map(OrderId::value).orElse(null),
          lookedAfter.betterSince().map(Utc::of).orElse(null));
    }

    LookedAfter lookedAfter() {
      return new LookedAfter(
          subject,
          openedAt.toInstant(),
          new Told(level, groupId, tellFrom.toInstant(), respondBy.toInstant()),
          Optional.ofNullable(orderId).map(OrderId::new),
          Optional.ofNullable(betterSince).map(OffsetDateTime::toInstant));
    }
  }
}
