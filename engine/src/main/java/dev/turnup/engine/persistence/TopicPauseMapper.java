package dev.turnup.engine.persistence;

import java.time.OffsetDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

@Mapper
interface TopicPauseMapper {

  List<String> findAll();

  boolean isPaused(@Param("topic") String topic);

  int insert(@Param("topic") String topic, @Param("by") String by, @Param("at") OffsetDateTime at);

  int delete(@Param("topic") String topic);
}
