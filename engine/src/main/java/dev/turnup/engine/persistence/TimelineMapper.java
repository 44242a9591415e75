package dev.turnup.engine.persistence;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.Timeline.Recorded;
import dev.turnup.engine.order.TimelineEntry;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface TimelineMapper {

  /**
   * Appends them in this order.
   *
   * @param rows JSON text of a list of {@link NewEvent}: one statement, however many there are
   */
  void insert(@Param("rows") String rows);

  List<EventRow> find(
      @Param("orderId") String orderId, @Param("after") long after, @Param("limit") int limit);

  List<EventRow> findStory(@Param("orderId") String orderId, @Param("limit") int limit);

  /**
   * An entry to be written.
   *
   * @param eventType what it is to subscribers, if anything
   * @param eventState what it says itself of the state that subscribers select by
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record NewEvent(
      String orderId,
      OffsetDateTime at,
      String kind,
      String actor,
      String text,
      String remark,
      @Nullable String itemId,
      @Nullable UUID componentId,
      Map<String, String> facts,
      @Nullable String eventType,
      @Nullable String eventState) {}

  /**
   * An entry as it was written.
   *
   * @param facts JSON text
   */
  record EventRow(
      long sequence,
      OffsetDateTime at,
      String kind,
      String actor,
      String text,
      String remark,
      @Nullable String itemId,
      @Nullable UUID componentId,
      String facts) {

    Recorded recorded() {
      return new Recorded(
          sequence,
          at.toInstant(),
          actor,
          new TimelineEntry(
              EventKind.of(kind),
              text,
              remark,
              Optional.ofNullable(itemId).map(ItemId::new),
              Optional.ofNullable(componentId).map(ComponentId::new),
              Json.texts(facts)));
    }
  }
}
