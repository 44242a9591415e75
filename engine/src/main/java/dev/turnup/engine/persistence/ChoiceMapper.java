package dev.turnup.engine.persistence;

import dev.turnup.engine.choice.Link;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface ChoiceMapper {

  Optional<ChoiceRow> find(@Param("about") About about);

  int insert(@Param("about") About about, @Param("row") ChoiceRow row);

  /** What was told. */
  record About(String orderId, String news, String about, int change) {

    static About of(Link link) {
      return new About(link.order().value(), link.news().code(), link.about(), link.change());
    }
  }

  /** What was chosen. */
  record ChoiceRow(String choice, OffsetDateTime chosenAt, @Nullable UUID cancellationId) {}
}
