package dev.turnup.engine.routes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A subscriber's listener, which answers as a test wants it to and remembers what it heard. */
public final class Hearing implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private volatile Function<Heard, Answer> answers = event -> new Answer(201, Map.of());

  /**
   * One call.
   *
   * @param headers names in lower case
   */
  public record Heard(String path, Map<String, String> headers, byte[] body) {

    public String text() {
      return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** What it answers. */
  public record Answer(int status, Map<String, String> headers) {}

  public Hearing() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::hear);
    server.setExecutor(threads);
    server.start();
  }

  public URI callback() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/of-a-crm");
  }

  public void answering(Function<Heard, Answer> with) {
    answers = with;
  }

  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  private void hear(HttpExchange exchange) throws IOException {
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(), header -> header.getValue().get(0)));
    Heard event =
        new Heard(
            exchange.getRequestURI().getPath(), headers, exchange.getRequestBody().readAllBytes());
    heard.add(event);
    Answer answer = answers.apply(event);
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(answer.status(), -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
