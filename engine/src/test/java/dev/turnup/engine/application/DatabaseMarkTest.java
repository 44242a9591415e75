package dev.turnup.engine.application;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabaseMarkTest {

  @Test
  void saysWhichDatabaseCannotBeUsedWithoutItsPassword() {
    GivenDatabase database =
        new GivenDatabase("jdbc:postgresql://localhost:1/x?password=s3cret", "", "");

    assertThatThrownBy(() -> new DatabaseMark(false).refuseAnother(database))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("jdbc:postgresql://localhost:1/x cannot be used")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void saysWhatAUserMayNot() {
    String url = TestDatabase.empty();
    JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(url));
    jdbc.execute("create role reader login");
    jdbc.execute("create schema turnup");
    jdbc.execute("create table turnup.installation (sandbox boolean)");
    GivenDatabase database = new GivenDatabase(url.replace("user=postgres", "user=reader"), "", "");

    assertThatThrownBy(() -> new DatabaseMark(false).refuseAnother(database))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("permission denied for schema turnup");

    assertThatThrownBy(() -> migrate(database))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("its user must be allowed to create schemas");
  }

  private static void migrate(GivenDatabase database) {
    new DatabaseConfiguration()
        .migrateAndMark(
            new DriverManagerDataSource(database.getJdbcUrl()), new DatabaseMark(false), false)
        .migrate(
            Flyway.configure()
                .dataSource(database.getJdbcUrl(), "", "")
                .locations("classpath:db/migration")
                .load());
  }

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

  @Test
  void keepsADatabaseOfRealSystemsFromASandbox() {
    String url = TestDatabase.empty();
    JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource(url));
    jdbc.execute("create schema turnup");
    jdbc.execute("create table turnup.installation as select false as sandbox");
    GivenDatabase database = new GivenDatabase(url, "", "");

    assertThatThrownBy(() -> new DatabaseMark(true).refuseAnother(database))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageStartingWith("this database belongs to real outside systems");
    assertThatCode(() -> new DatabaseMark(false).refuseAnother(database))
        .doesNotThrowAnyException();
  }
}
