package dev.turnup.engine.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** Takes orders over HTTP for the rows that have nothing of their own for it. */
final class Intake {

  private static final int THREADS = 16;

  /** What an order says that is to wait for its day. */
  private static final String LATER = "requestedStartDate";

  private static final AtomicLong LAST = new AtomicLong(System.currentTimeMillis() * 1000);

  private Intake() {}

  /** An order as it came. */
  record Order(String id, String document) {

    /** Whether it waits for a day far away. */
    boolean isLater() {
      return document.contains(LATER);
    }
  }

  /** As many connections as Turnup has, and its driver's settings. */
  static HikariDataSource pool(String database) {
    HikariConfig pool = ofTurnup();
    pool.setJdbcUrl(database);
    // who uses it says itself where a transaction begins and ends
    pool.setAutoCommit(true);
    return new HikariDataSource(pool);
  }

  private static HikariConfig ofTurnup() {
    try {
      return new Binder(
              ConfigurationPropertySources.from(
                  new YamlPropertySourceLoader()
                      .load("turnup", new ClassPathResource("application.yaml"))))
          .bind("spring.datasource.hikari", Bindable.ofInstance(new HikariConfig()))
          .get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What connections are like, in all rows. */
  static String pooling() {
    HikariConfig pool = ofTurnup();
    return "%d connections, of the driver %s"
        .formatted(pool.getMaximumPoolSize(), new TreeMap<>(pool.getDataSourceProperties()));
  }

  /**
   * Serves from now on.
   *
   * @param accept makes an order durable, and says so by returning
   */
  static void serve(int port, Consumer<Order> accept) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newFixedThreadPool(THREADS));
    server.createContext("/orders", exchange -> take(exchange, accept));
    server.start();
  }

  private static void take(HttpExchange exchange, Consumer<Order> accept) throws IOException {
    try (exchange) {
      Order order =
          new Order(
              "PO-" + LAST.incrementAndGet(),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      accept.accept(order);
      byte[] answer = "{\"id\": \"%s\"}".formatted(order.id()).getBytes(UTF_8);
      exchange.getResponseHeaders().add("Location", "/orders/" + order.id());
      exchange.sendResponseHeaders(201, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
