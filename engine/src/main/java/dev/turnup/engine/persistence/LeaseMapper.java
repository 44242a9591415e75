package dev.turnup.engine.persistence;

import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

@Mapper
interface LeaseMapper {

  /** 0 if another holder has it. */
  int take(
      @Param("name") String name, @Param("holder") String holder, @Param("seconds") long seconds);
}
