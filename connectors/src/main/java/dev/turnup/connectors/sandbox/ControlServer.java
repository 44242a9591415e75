package dev.turnup.connectors.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.Control.Entry;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.Listener;
import dev.turnup.connectors.sandbox.standin.Reply;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where people, demos and tests set facts, faults and time, and read what was done. */
final class ControlServer extends Listener {

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

  private final Vertx vertx;
  private final List<Entry> entries;
  private final Supplier<Map<String, URI>> addresses;

  /** Walks of the clock take their time; the threads that serve the stand-ins are not theirs. */
  private final WorkerExecutor workers;

  private Optional<HttpServer> server = Optional.empty();

  ControlServer(
      Vertx vertx, int port, List<Control> controls, Supplier<Map<String, URI>> addresses) {
    super("control", port);
    this.vertx = vertx;
    this.addresses = addresses;
    this.workers = vertx.createSharedWorkerExecutor("sandbox-control", 4, 1, TimeUnit.HOURS);
    List<Entry> all = new ArrayList<>();
    all.add(Control.get("/", "what there is", request -> Reply.ok(index())));
    controls.forEach(control -> all.addAll(control.entries()));
    this.entries = List.copyOf(all);
  }

  @Override
  protected Future<Integer> listen(int port) {
    HttpServer opened =
        vertx
            .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .requestHandler(this::serve);
    server = Optional.of(opened);
    return opened.listen(port, HOST).map(HttpServer::actualPort);
  }

  @Override
  protected Future<Void> cut() {
    return server.map(HttpServer::close).orElseGet(Future::succeededFuture);
  }

  private void serve(HttpServerRequest request) {
    request
        .body()
        .compose(body -> workers.executeBlocking(() -> answer(request, body), false))
        .onComplete(reply -> send(request, reply));
  }

  private Reply answer(HttpServerRequest request, Buffer body) throws InterruptedException {
    boolean known = false;
    for (Entry entry : entries) {
      Optional<Map<String, String>> variables = entry.path().match(request.path());
      if (variables.isPresent()) {
        known = true;
        if (entry.method().equals(request.method())) {
          return answer(entry, variables.get(), request, body);
        }
      }
    }
    return known
        ? Reply.problem(405, "not-here", "%s is not done here".formatted(request.method()))
        : Reply.problem(
            404, "unknown", "there is no %s; GET / says what there is".formatted(request.path()));
  }

  private static Reply answer(
      Entry entry, Map<String, String> variables, HttpServerRequest request, Buffer body)
      throws InterruptedException {
    Map<String, String> query = new TreeMap<>();
    request.params().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
    try {
      return entry
          .handler()
          .answer(new ControlRequest(variables, query, Json.read(body.getBytes())));
    } catch (ControlRefusal refusal) {
      return refusal.reply();
    } catch (IOException e) {
      return Reply.problem(400, "unreadable", "the body is no JSON");
    }
  }

  private static void send(HttpServerRequest request, AsyncResult<Reply> outcome) {
    if (outcome.failed()) {
      LOG.error("{} {} failed", request.method(), request.path(), outcome.cause());
    }
    Reply reply =
        outcome.succeeded()
            ? outcome.result()
            : Reply.problem(500, "sandbox-failed", "the sandbox itself has failed; see its log");
    HttpServerResponse response =
        request
            .response()
            .setStatusCode(reply.status())
            .putHeader("Content-Type", "application/json;charset=utf-8");
    if (!response.closed()) {
      response.end(Json.writeIndented(reply.body()));
    }
  }

  private ObjectNode index() {
    ObjectNode index = Json.object();
    ObjectNode systems = index.putObject("systems");
    addresses.get().forEach((system, url) -> systems.put(system, url.toString()));
    ArrayNode controls = index.putArray("control");
    for (Entry entry : entries) {
      controls.add("%s %s: %s".formatted(entry.method(), entry.path().template(), entry.says()));
    }
    return index;
  }
}
