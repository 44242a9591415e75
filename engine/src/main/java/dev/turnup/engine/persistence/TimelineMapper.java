package dev.turnup.engine.persistence;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface TimelineMapper {

  void insert(@Param("row") NewEvent row);

  List<EventRow> find(
      @Param("orderId") String orderId, @Param("after") long after, @Param("limit") int limit);

  /**
   * An entry to be written.
   *
   * @param facts JSON text
   */
  record NewEvent(
      String orderId,
      OffsetDateTime at,
      String kind,
      String actor,
      String text,
      String remark,
      @Nullable String itemId,
      @Nullable UUID componentId,
      String facts) {}

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
      String facts) {}
}
