package dev.turnup.engine.application;

import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

/** The one database, looked at before anything connects to it or writes into it. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean
  DatabaseMark databaseMark(@Value("${turnup.sandbox}") boolean sandbox) {
    return new DatabaseMark(sandbox);
  }

  @Bean
  @ConditionalOnExpression("'${spring.datasource.url:}'.isBlank()")
  EmbeddedDatabase embeddedDatabase(
      @Value("${turnup.data-directory}") Path directory, DatabaseMark mark) throws IOException {
    EmbeddedDatabase database = EmbeddedDatabase.startIn(directory.toAbsolutePath().normalize());
    try {
      mark.refuseAnother(database);
      return database;
    } catch (BadConfiguration refused) {
      database.destroy();
      throw refused;
    }
  }

  @Bean
  @ConditionalOnExpression("!'${spring.datasource.url:}'.isBlank()")
  GivenDatabase givenDatabase(
      @Value("${spring.datasource.url}") String url,
      @Value("${spring.datasource.username:}") String user,
      @Value("${spring.datasource.password:}") String password,
      DatabaseMark mark) {
    GivenDatabase database = new GivenDatabase(url, user, password);
    mark.refuseAnother(database);
    return database;
  }

  @Bean
  FlywayMigrationStrategy migrateAndMark(
      DataSource dataSource, DatabaseMark mark, @Value("${turnup.sandbox}") boolean sandbox) {
    return flyway -> {
      migrate(flyway);
      mark.setOn(dataSource);
      if (sandbox) {
        addSamples(flyway);
      }
    };
  }

  private static void migrate(Flyway flyway) {
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw new BadConfiguration(
          "the database's tables cannot be brought up to date (%s); its user must be allowed to create schemas, tables and the extension btree_gist, and no newer Turnup must have used it"
              .formatted(firstLine(NestedExceptionUtils.getMostSpecificCause(e))),
          e);
    }
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("");
  }

  /** Apart from what every database has, and only where the mark allows it. */
  private static void addSamples(Flyway flyway) {
    Flyway.configure()
        .configuration(flyway.getConfiguration())
        .locations("classpath:db/sample")
        .table("flyway_sample_history")
        .baselineOnMigrate(true)
        .load()
        .migrate();
  }
}
