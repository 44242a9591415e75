package dev.turnup.engine.application;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabaseMarkTest {

  @Test
  void keepsADatabaseThatStandInsAloneHaveUsedFromRealSystems() {
    String url = TestDatabase.empty();
    GivenDatabase database = new GivenDatabase(url, "", "");
    assertThatCode(() -> new DatabaseMark(false).refuseAnother(database))
        .doesNotThrowAnyException();

    JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(url));
    jdbc.execute("create schema sandbox");
    jdbc.execute("create table sandbox.clock (offset_millis bigint)");

    assertThatThrownBy(() -> new DatabaseMark(false).refuseAnother(database))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("belongs to a sandbox");
    assertThatCode(() -> new DatabaseMark(true).refuseAnother(database)).doesNotThrowAnyException();
  }
}
