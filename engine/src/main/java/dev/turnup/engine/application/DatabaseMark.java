package dev.turnup.engine.application;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Whether a database belongs to a sandbox, written at its first start. Nobody bills real customers
 * into a stand-in, nor the reverse, by a changed setting.
 */
class DatabaseMark {

  private final boolean sandbox;

  DatabaseMark(boolean sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * Looks before the first connection of the pool, which would say the same in a hundred lines.
   *
   * @throws BadConfiguration where the database cannot be reached, or is marked otherwise
   */
  void refuseAnother(JdbcConnectionDetails database) {
    try (Connection connection =
        DriverManager.getConnection(database.getJdbcUrl(), credentialsOf(database))) {
      markOf(connection).ifPresent(this::compare);
    } catch (SQLException | DataAccessException e) {
      throw new BadConfiguration(
          "the database %s cannot be used (%s); see that it runs and check spring.datasource.url, .username and .password"
              .formatted(
                  withoutSecrets(database.getJdbcUrl()),
                  NestedExceptionUtils.getMostSpecificCause(e).getMessage()),
          e);
    }
  }

  /** An address may carry a password as a parameter or before the host. */
  private static String withoutSecrets(String url) {
    return url.replaceAll("[?].*", "").replaceAll("//[^/]*@", "//");
  }

  /** Marks a database that has no mark; of two nodes that start together, the first decides. */
  void setOn(DataSource dataSource) {
    JdbcClient database = JdbcClient.create(dataSource);
    database
        .sql(
            """
            insert into turnup.installation (sandbox, marked_at)
            values (?, current_timestamp)
                on conflict do nothing
            """)
        .param(sandbox)
        .update();
    compare(database.sql("select sandbox from turnup.installation").query(Boolean.class).single());
  }

  private void compare(boolean marked) {
    if (marked && !sandbox) {
      throw new BadConfiguration(
          "this database belongs to a sandbox; use another one, or start with --turnup.sandbox=true");
    }
    if (!marked && sandbox) {
      throw new BadConfiguration(
          "this database belongs to real outside systems; use another one for the sandbox, or start with --turnup.sandbox=false");
    }
  }

  /**
   * Empty in a database that was never started with. Stand-ins alone write no mark: their own
   * tables say whose the database is.
   */
  private static Optional<Boolean> markOf(Connection connection) {
    JdbcClient database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    boolean migrated =
        database
            .sql("select to_regclass('turnup.installation') is not null")
            .query(Boolean.class)
            .single();
    Optional<Boolean> mark =
        migrated
            ? database
                .sql("select sandbox from turnup.installation")
                .query(Boolean.class)
                .optional()
            : Optional.empty();
    return mark.or(
        () ->
            database
                .sql("select true where to_regclass('sandbox.clock') is not null")
                .query(Boolean.class)
                .optional());
  }

  private static Properties credentialsOf(JdbcConnectionDetails database) {
    Properties credentials = new Properties();
    if (!database.getUsername().isEmpty()) {
      credentials.setProperty("user", database.getUsername());
      credentials.setProperty("password", database.getPassword());
    }
    return credentials;
  }
}
