package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.Call;
import dev.turnup.connectors.sandbox.standin.Desk;
import dev.turnup.connectors.sandbox.standin.Desk.Treatment;
import dev.turnup.connectors.sandbox.standin.Fault;
import dev.turnup.connectors.sandbox.standin.HeldAnswers;
import dev.turnup.connectors.sandbox.standin.InService;
import dev.turnup.connectors.sandbox.standin.Involved;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.Listener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.parsetools.RecordParser;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes mail (RFC 5321, as much of it as a client without login or encryption speaks) and keeps it
 * where people can read it. The key of a mail is its Message-ID; faults of the operation {@code
 * send-mail} strike when the whole mail has come.
 */
public final class MailReceiver extends Listener {

  private static final Logger LOG = LoggerFactory.getLogger(MailReceiver.class);
  private static final Duration DELAY_BY_DEFAULT = Duration.ofSeconds(5);
  private static final int LONGEST_LINE = 64 * 1024;
  private static final int LARGEST_MAIL = 1024 * 1024;

  private final Vertx vertx;
  private final MessagingStandIn messaging;
  private final Desk desk;
  private final Clock clock;
  private final InService inService;
  private final HeldAnswers held;

  private Optional<NetServer> server = Optional.empty();

  public MailReceiver(
      Vertx vertx,
      MessagingStandIn messaging,
      Desk desk,
      Clock clock,
      InService inService,
      HeldAnswers held,
      int port) {
    super("smtp", port);
    this.vertx = vertx;
    this.messaging = messaging;
    this.desk = desk;
    this.clock = clock;
    this.inService = inService;
    this.held = held;
  }

  @Override
  protected Future<Integer> listen(int port) {
    NetServer opened =
        vertx.createNetServer().connectHandler(socket -> new Dialogue(socket).begin());
    server = Optional.of(opened);
    return opened.listen(port, HOST).map(NetServer::actualPort);
  }

  @Override
  protected Future<Void> cut() {
    return server.map(NetServer::close).orElseGet(Future::succeededFuture);
  }

  /** One connection, from greeting to goodbye. */
  private final class Dialogue {

    private final NetSocket socket;
    private final List<String> recipients = new ArrayList<>();
    private final StringBuilder mail = new StringBuilder();
    private boolean inMail;

    Dialogue(NetSocket socket) {
      this.socket = socket;
    }

    void begin() {
      RecordParser lines = RecordParser.newDelimited("\r\n", socket).maxRecordSize(LONGEST_LINE);
      lines.exceptionHandler(tooLong -> socket.close());
      lines.handler(line -> hear(line.toString(StandardCharsets.ISO_8859_1)));
      socket.exceptionHandler(gone -> socket.close());
      say("220 sandbox takes mail");
    }

    private void hear(String line) {
      if (inMail) {
        hearMail(line);
        return;
      }
      String command = line.strip().toUpperCase(Locale.ROOT);
      if (command.startsWith("EHLO") || command.startsWith("HELO")) {
        say("250 sandbox");
      } else if (command.startsWith("MAIL FROM:")) {
        recipients.clear();
        say("250 go on");
      } else if (command.startsWith("RCPT TO:")) {
        recipients.add(address(line));
        say("250 go on");
      } else if (command.equals("DATA")) {
        inMail = !recipients.isEmpty();
        say(inMail ? "354 end with a dot on a line of its own" : "503 RCPT first");
      } else if (command.equals("RSET") || command.equals("NOOP")) {
        say("250 fine");
      } else if (command.equals("QUIT")) {
        say("221 goodbye").onComplete(said -> socket.close());
      } else {
        say("502 not known here");
      }
    }

    private static String address(String line) {
      String address = line.substring(line.indexOf(':') + 1).strip();
      int end = address.indexOf('>');
      return address.startsWith("<") && end > 0 ? address.substring(1, end) : address;
    }

    private void hearMail(String line) {
      if (line.equals(".")) {
        inMail = false;
        take(mail.toString().getBytes(StandardCharsets.ISO_8859_1));
        mail.setLength(0);
      } else if (mail.length() + line.length() > LARGEST_MAIL) {
        socket.close();
      } else {
        // a leading dot was doubled by the sender
        mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
      }
    }

    private void take(byte[] raw) {
      long ticket = inService.begin("a mail to messaging");
      socket.closeHandler(gone -> inService.end(ticket));
      List<String> to = List.copyOf(recipients);
      vertx
          .executeBlocking(
              () -> desk.treat(messaging, messaging.receiveMail(), call(raw, to)), false)
          .onComplete(treated -> answer(ticket, treated));
    }

    private void answer(long ticket, AsyncResult<Treatment> treated) {
      if (treated.failed()) {
        LOG.error("a mail could not be taken", treated.cause());
        give(ticket, "451 the sandbox itself has failed");
        return;
      }
      String reply = reply(treated.result().reply().status());
      if (treated.result().fault().isEmpty()) {
        give(ticket, reply);
        return;
      }
      Fault fault = treated.result().fault().get();
      switch (fault.mode()) {
        case RESET -> reset(ticket);
        case SILENT_AFTER_EFFECT -> inService.end(ticket);
        case HOLD_ANSWER -> {
          inService.nowKnownAs(ticket, "the answer to a mail is held by fault " + fault.id());
          held.hold(fault.id(), () -> give(ticket, reply));
        }
        case DELAY ->
            vertx.setTimer(
                Math.max(1, fault.delayOr(DELAY_BY_DEFAULT).toMillis()),
                timer -> give(ticket, reply));
        case GARBAGE -> give(ticket, "\u00a7\u00a7 {{{");
        case TRUNCATED -> {
          inService.end(ticket);
          socket.write("2").onComplete(said -> socket.close());
        }
        default -> give(ticket, reply);
      }
    }

    private void give(long ticket, String reply) {
      inService.end(ticket);
      say(reply);
    }

    private void reset(long ticket) {
      inService.end(ticket);
      Channel channel = ((ConnectionBase) socket).channel();
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      channel.close();
    }

    private Future<Void> say(String line) {
      return socket.write(line + "\r\n", StandardCharsets.ISO_8859_1.name());
    }
  }

  private static String reply(int status) {
    if (status < 300) {
      return "250 taken";
    }
    return switch (status) {
      case 429, 503 -> "421 not now, come back later";
      case 500 -> "451 something went wrong here";
      default -> "550 this is not accepted";
    };
  }

  private Call call(byte[] raw, List<String> recipients) throws MessagingException, IOException {
    MimeMessage mail =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
    ObjectNode body = Json.object().put("recipient", String.join(", ", recipients));
    Optional<String> order = Optional.ofNullable(mail.getHeader("X-Turnup-Order", null));
    order.ifPresent(it -> body.put("orderId", it));
    Optional.ofNullable(mail.getSubject()).ifPresent(it -> body.put("subject", it));
    body.put(
        "text",
        mail.getContent() instanceof String text
            ? text.strip()
            : new String(raw, StandardCharsets.UTF_8));
    return new Call(
        "/mails",
        Map.of(),
        Map.of(),
        Optional.ofNullable(mail.getMessageID()).or(() -> Optional.of(Json.write(body))),
        body,
        Involved.in(order),
        clock.instant(),
        Optional.empty());
  }
}
