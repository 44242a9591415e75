package dev.turnup.engine.persistence;

import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

@Mapper
interface DecisionVersionMapper {

  /** JSON text. */
  Optional<String> find(@Param("orderId") String orderId);

  int update(@Param("orderId") String orderId, @Param("versions") String versions);
}
