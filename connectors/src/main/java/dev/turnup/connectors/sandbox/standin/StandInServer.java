package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.sandbox.standin.Desk.Treatment;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-in's HTTP server. It answers, or fails to, without holding a thread; each stand-in is
 * reached on a port of its own.
 */
public final class StandInServer extends Listener {

  private static final Logger LOG = LoggerFactory.getLogger(StandInServer.class);
  private static final Duration DELAY_BY_DEFAULT = Duration.ofSeconds(5);
  private static final byte[] GARBAGE =
      "{\"id\": \"\u00a7\u00a7 <html>\u0001 {{{".getBytes(StandardCharsets.ISO_8859_1);

  private final Vertx vertx;
  private final StandIn standIn;
  private final Desk desk;
  private final Clock clock;
  private final InService inService;
  private final HeldAnswers held;

  private Optional<HttpServer> server = Optional.empty();

  public StandInServer(
      Vertx vertx,
      StandIn standIn,
      Desk desk,
      Clock clock,
      InService inService,
      HeldAnswers held,
      int port) {
    super(standIn.system().code(), port);
    this.vertx = vertx;
    this.standIn = standIn;
    this.desk = desk;
    this.clock = clock;
    this.inService = inService;
    this.held = held;
  }

  @Override
  protected Future<Integer> listen(int port) {
    HttpServer opened =
        vertx
            .createHttpServer(
                // one protocol, so that a cut connection means the same to every client
                new HttpServerOptions().setHttp2ClearTextEnabled(false))
            .requestHandler(this::serve);
    server = Optional.of(opened);
    return opened.listen(port, HOST).map(HttpServer::actualPort);
  }

  @Override
  protected Future<Void> cut() {
    return server.map(HttpServer::close).orElseGet(Future::succeededFuture);
  }

  private void serve(HttpServerRequest request) {
    long ticket =
        inService.begin(
            "%s %s of the %s".formatted(request.method(), request.path(), standIn.system().code()));
    request.connection().closeHandler(gone -> inService.end(ticket));
    request
        .body()
        .compose(body -> vertx.executeBlocking(() -> treat(request, body), false))
        .onComplete(treated -> answer(request, ticket, treated));
  }

  private Treatment treat(HttpServerRequest request, Buffer body) {
    try {
      return desk.treat(standIn, request.method(), call(request, Json.read(body.getBytes())));
    } catch (IOException e) {
      return new Treatment(
          "unreadable", Reply.problem(400, "unreadable", "the body is no JSON"), Optional.empty());
    }
  }

  private Call call(HttpServerRequest request, JsonNode body) {
    Map<String, String> query = new TreeMap<>();
    request.params().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
    return new Call(
        request.path(),
        Map.of(),
        query,
        Optional.ofNullable(request.getHeader("Idempotency-Key")).filter(key -> !key.isBlank()),
        body,
        Involved.in(body, query),
        clock.instant(),
        Optional.empty());
  }

  private void answer(HttpServerRequest request, long ticket, AsyncResult<Treatment> treated) {
    if (treated.failed()) {
      LOG.error(
          "{} {} of the {} failed",
          request.method(),
          request.path(),
          standIn.system().code(),
          treated.cause());
      give(request, ticket, Reply.problem(500, "sandbox-failed", "the sandbox itself has failed"));
      return;
    }
    Treatment treatment = treated.result();
    Reply reply = treatment.reply();
    if (treatment.fault().isEmpty()) {
      give(request, ticket, reply);
      return;
    }
    Fault fault = treatment.fault().get();
    switch (fault.mode()) {
      case RESET -> reset(request, ticket);
      case SILENT_AFTER_EFFECT -> {
        inService.end(ticket);
        fault
            .delay()
            .ifPresent(
                delay ->
                    vertx.setTimer(
                        Math.max(1, delay.toMillis()), timer -> request.connection().close()));
      }
      case HOLD_ANSWER -> {
        inService.nowKnownAs(
            ticket,
            "the answer to %s of the %s is held by fault %d"
                .formatted(treatment.operation(), standIn.system().code(), fault.id()));
        held.hold(fault.id(), () -> give(request, ticket, reply));
      }
      case DELAY ->
          vertx.setTimer(
              Math.max(1, fault.delayOr(DELAY_BY_DEFAULT).toMillis()),
              timer -> give(request, ticket, reply));
      case GARBAGE -> {
        inService.end(ticket);
        respond(request, 200).end(Buffer.buffer(GARBAGE));
      }
      case TRUNCATED -> truncate(request, ticket, reply);
      default -> give(request, ticket, reply);
    }
  }

  private void give(HttpServerRequest request, long ticket, Reply reply) {
    inService.end(ticket);
    HttpServerResponse response = respond(request, reply.status());
    reply.headers().forEach(response::putHeader);
    if (!response.closed()) {
      response.end(Json.write(reply.body()));
    }
  }

  private void truncate(HttpServerRequest request, long ticket, Reply reply) {
    inService.end(ticket);
    Buffer whole = Buffer.buffer(Json.write(reply.body()));
    respond(request, reply.status())
        .putHeader("Content-Length", Integer.toString(whole.length()))
        .write(whole.slice(0, whole.length() / 2))
        .onComplete(written -> request.connection().close());
  }

  /** Closes with nothing in flight allowed to arrive: the peer sees a reset, not an end. */
  private void reset(HttpServerRequest request, long ticket) {
    inService.end(ticket);
    Channel channel = ((ConnectionBase) request.connection()).channel();
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  private static HttpServerResponse respond(HttpServerRequest request, int status) {
    return request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json;charset=utf-8");
  }
}
