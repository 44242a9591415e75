package dev.turnup.engine.persistence;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

@Mapper
interface NoteMapper {

  void insert(@Param("row") NoteRow row);

  List<NoteRow> find(@Param("orderIds") Collection<String> orderIds);

  /** A row of {@code note}. */
  record NoteRow(UUID id, String orderId, String author, OffsetDateTime at, String text) {}
}
