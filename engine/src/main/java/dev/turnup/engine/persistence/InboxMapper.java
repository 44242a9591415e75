package dev.turnup.engine.persistence;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Inbox.Message;
import dev.turnup.engine.order.OrderId;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface InboxMapper {

  int insert(
      @Param("row") InboxRow row,
      @Param("saidAt") OffsetDateTime saidAt,
      @Param("now") OffsetDateTime now);

  List<InboxRow> findDue(@Param("now") OffsetDateTime now, @Param("limit") int limit);

  int updateSettled(@Param("id") UUID id, @Param("now") OffsetDateTime now);

  int updateNextTry(@Param("id") UUID id, @Param("at") OffsetDateTime at);

  boolean isOutdated(@Param("id") UUID id, @Param("same") String same);

  int countDue(@Param("now") OffsetDateTime now, @Param("tries") int tries);

  Optional<OffsetDateTime> findNextAfter(
      @Param("now") OffsetDateTime now, @Param("tries") int tries);

  /** A row of {@code inbound_message}. */
  record InboxRow(
      UUID id,
      String system,
      String messageId,
      String type,
      @Nullable String orderId,
      @Nullable UUID componentId,
      String facts,
      int tries) {

    static InboxRow of(Message message) {
      return new InboxRow(
          message.id(),
          message.system(),
          message.messageId(),
          message.type(),
          message.order().map(OrderId::value).orElse(null),
          message.component().map(ComponentId::value).orElse(null),
          Json.of(message.facts()),
          message.tries());
    }

    Message message() {
      return new Message(
          id,
          system,
          messageId,
          type,
          Optional.ofNullable(orderId).map(OrderId::new),
          Optional.ofNullable(componentId).map(ComponentId::new),
          Json.texts(facts),
          tries);
    }
  }
}
