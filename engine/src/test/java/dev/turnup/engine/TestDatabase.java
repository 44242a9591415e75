package dev.turnup.engine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The one PostgreSQL of a test run, started by whoever asks first. Its data may be lost, so it does
 * not sync; what is true of the application's own embedded database is tested with the packaged
 * jar.
 */
public final class TestDatabase {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  /** Whether an application uses it, whose end it must outlive. */
  private static final AtomicBoolean OF_AN_APPLICATION = new AtomicBoolean();

  /** The database of the application that all {@link TurnupTest}s share. */
  private static final String SHARED = empty();

  private TestDatabase() {}

  /** JDBC address, user and password included, of the database that {@link TurnupTest}s share. */
  public static String shared() {
    OF_AN_APPLICATION.set(true);
    return SHARED;
  }

  /** JDBC address, user and password included, of a new and empty database. */
  public static String empty() {
    return address(create(""));
  }

  /** The same of a new database that has all tables: a copy, which costs less than to make them. */
  public static String withTables() {
    return address(create(" template " + WithTables.TEMPLATE));
  }

  /** Made when somebody asks for tables; nobody is connected to it afterwards. */
  private static final class WithTables {

    static final String TEMPLATE = create("");

    static {
      Flyway.configure()
          .dataSource(new DriverManagerDataSource(address(TEMPLATE)))
          .load()
          .migrate();
    }
  }

  private static String create(String from) {
    String name = "turnup_" + COUNT.incrementAndGet();
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name + from);
    } catch (SQLException e) {
      throw new IllegalStateException("no database " + name, e);
    }
    return name;
  }

  private static String address(String name) {
    return SERVER.getJdbcUrl("postgres", name);
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", "300")
              .setServerConfig("shared_buffers", "256MB")
              .setRegisterShutdownHook(false)
              .start();
      // after the applications, which otherwise wait 30 s for a database that is gone
      SpringApplication.getShutdownHandlers().add(() -> stop(server));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stopUnlessAnApplicationDoes(server)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where no application was started, nobody calls Spring's handlers. */
  private static void stopUnlessAnApplicationDoes(EmbeddedPostgres server) {
    if (!OF_AN_APPLICATION.get()) {
      stop(server);
    }
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
