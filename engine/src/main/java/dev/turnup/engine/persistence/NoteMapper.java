package dev.turnup.engine.persistence;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface NoteMapper {

  void insert(@Param("row") NoteRow row);

  List<NoteRow> find(@Param("orderId") String orderId);

  /** Those that the orders' callers are shown. */
  List<NoteRow> findTold(@Param("orderIds") Collection<String> orderIds);

  List<SentRow> findOfCaller(@Param("orderId") String orderId);

  /** A note in a document; where it lacks them, the order's caller and date stand in. */
  record SentRow(String id, String author, OffsetDateTime at, String text) {}

  /** A row of {@code note}. */
  record NoteRow(
      UUID id,
      String orderId,
      String author,
      OffsetDateTime at,
      String text,
      @Nullable String itemId,
      @Nullable String work,
      boolean told) {}
}
