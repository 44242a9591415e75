package dev.turnup.connectors.sandbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The one PostgreSQL of this module's tests; each sandbox gets a database of its own. */
final class SandboxDatabase {

  private static final String TEMPLATE = "sandbox_template";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private SandboxDatabase() {}

  /** Connections to a new database with the sandbox's tables, and nothing in them. */
  static HikariDataSource empty() {
    String name = "sandbox_" + COUNT.incrementAndGet();
    execute("create database %s template %s".formatted(name, TEMPLATE));
    return connections(name);
  }

  /** Connections to a new database without any tables. */
  static HikariDataSource bare() {
    String name = "bare_" + COUNT.incrementAndGet();
    execute("create database " + name);
    return connections(name);
  }

  private static HikariDataSource connections(String database) {
    return connections(SERVER, database);
  }

  private static HikariDataSource connections(EmbeddedPostgres server, String database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.getJdbcUrl("postgres", database));
    config.setMinimumIdle(2);
    config.setMaximumPoolSize(20);
    return new HikariDataSource(config);
  }

  private static void execute(String sql) {
    execute(SERVER, sql);
  }

  private static void execute(EmbeddedPostgres server, String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot " + sql, e);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      execute(server, "create database " + TEMPLATE);
      try (HikariDataSource template = connections(server, TEMPLATE)) {
        SandboxSchema.migrate(template);
      }
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
