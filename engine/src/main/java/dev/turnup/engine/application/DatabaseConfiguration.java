package dev.turnup.engine.application;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean
  @ConditionalOnExpression("'${spring.datasource.url:}'.isBlank()")
  EmbeddedDatabase embeddedDatabase(@Value("${turnup.data-directory}") Path directory) {
    return EmbeddedDatabase.startIn(directory.toAbsolutePath().normalize());
  }

  /** Before the engine and everything else that wants tables. */
  @Bean
  FlywayMigrationStrategy migrateAndMark(
      JdbcConnectionDetails address,
      DataSource dataSource,
      @Value("${turnup.sandbox}") boolean sandbox) {
    return flyway -> {
      reach(address);
      flyway.migrate();
      new DatabaseMark(dataSource).checkFor(sandbox);
      if (sandbox) {
        addSamples(flyway);
      }
    };
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

  /** The pool would say the same in a hundred lines. */
  private static void reach(JdbcConnectionDetails address) {
    try {
      DriverManager.getConnection(
              address.getJdbcUrl(), address.getUsername(), address.getPassword())
          .close();
    } catch (SQLException e) {
      throw new BadConfiguration(
          "the database %s cannot be used (%s); see that it runs and check spring.datasource.url, .username and .password"
              .formatted(address.getJdbcUrl().replaceAll("[?].*", ""), e.getMessage()),
          e);
    }
  }
}
