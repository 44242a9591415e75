package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.subscription.Callbacks.UnfitCallback;
import dev.turnup.engine.subscription.EventQuery.UnfitQuery;
import dev.turnup.engine.subscription.Secret;
import dev.turnup.engine.subscription.Subscribe;
import dev.turnup.engine.subscription.Subscribe.Answer;
import dev.turnup.engine.subscription.Subscribe.Wish;
import dev.turnup.engine.subscription.Subscription;
import dev.turnup.engine.subscription.Subscriptions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * TMF622 v4, {@code hub}: subscribing to events. A subscription belongs to the login that made it;
 * only administrators may look at subscriptions, and remove those of others.
 */
@RestController
@RequestMapping(path = HubController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class HubController implements DisposableBean {

  static final String PATH = "/tmf-api/productOrderingManagement/v4/hub";

  private static final Pattern SECRET = Pattern.compile("\\p{Graph}{16,200}");
  private static final String ADMINISTRATOR = "camunda-admin";

  private static final Duration LOOKUP = Duration.ofMillis(800);
  private static final int LOOKUPS = 20;

  private final ExecutorService lookups =
      new ThreadPoolExecutor(0, LOOKUPS, 30, TimeUnit.SECONDS, new SynchronousQueue<>());

  private final Subscribe subscribe;
  private final Subscriptions subscriptions;
  private final TransactionTemplate transaction;

  HubController(
      Subscribe subscribe, Subscriptions subscriptions, PlatformTransactionManager transactions) {
    this.subscribe = subscribe;
    this.subscriptions = subscriptions;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void destroy() {
    lookups.shutdownNow();
  }

  /** A subscription as the standard has it; its secret is never told. */
  record Shown(String id, String callback, String query) {

    static Shown of(Subscription subscription) {
      return new Shown(
          subscription.id().toString(), subscription.callback().toString(), subscription.query());
    }
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Shown> post(HttpServletRequest request, Authentication login) throws IOException {
    ObjectNode sent = Intake.smallObjectIn(request);
    Answer answer = answer(sent, login);
    if (answer instanceof Answer.Subscribed subscribed) {
      Subscription made = subscribed.subscription();
      return ResponseEntity.created(locationOf(made)).body(Shown.of(made));
    }
    throw refusal(answer);
  }

  private Answer answer(ObjectNode sent, Authentication login) {
    String callback =
        text(sent, "callback")
            .orElseThrow(
                () ->
                    RequestRefused.malformed(
                        "missing-attribute", "callback is missing", "Say where to send events."));
    String query = text(sent, "query").orElse("");
    Optional<Secret> secret = text(sent, "secret").map(HubController::secret);
    try {
      Wish wish =
          new Wish(login.getName(), Readers.onlyOf(login), checked(callback), query, secret);
      return Objects.requireNonNull(transaction.execute(status -> subscribe.as(wish)));
    } catch (UnfitCallback | UnfitQuery unfit) {
      throw RequestRefused.malformed(
          unfit instanceof UnfitQuery ? "invalid-query" : "invalid-callback",
          String.valueOf(unfit.getMessage()),
          "");
    }
  }

  /** Name servers may take their time, and the caller's thread waits for none. */
  private URI checked(String callback) {
    try {
      return CompletableFuture.supplyAsync(() -> subscribe.checked(callback), lookups)
          .orTimeout(LOOKUP.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UnfitCallback unfit) {
        throw unfit;
      }
      if (e.getCause() instanceof TimeoutException) {
        throw unanswered();
      }
      throw e;
    } catch (RejectedExecutionException allSlow) {
      throw unanswered();
    }
  }

  private static RequestRefused unanswered() {
    return RequestRefused.malformed(
        "invalid-callback",
        "callback names a host that cannot be looked up now",
        "Send it again later.");
  }

  private static RequestRefused refusal(Answer answer) {
    if (answer instanceof Answer.Already already) {
      return new RequestRefused(
          new Problem(
              HttpStatus.CONFLICT,
              "already-subscribed",
              "this login has a subscription with this callback and query",
              "Delete it first to change its secret.",
              locationOf(already.subscription()).toString()));
    }
    if (answer instanceof Answer.TooMany) {
      return new RequestRefused(
          new Problem(
              HttpStatus.CONFLICT,
              "too-many-subscriptions",
              "this login has " + Subscribe.MOST + " subscriptions, which is the most",
              "Delete one first."));
    }
    return RequestRefused.malformed(
        "no-secrets",
        "secret cannot be kept here",
        "Leave it out, or have the operator set turnup.hub.key.");
  }

  private static Secret secret(String text) {
    if (!SECRET.matcher(text).matches()) {
      throw RequestRefused.malformed(
          "invalid-secret",
          "secret is not 16 to 200 printable ASCII characters without blanks",
          "");
    }
    return new Secret(text);
  }

  private static Optional<String> text(ObjectNode sent, String name) {
    JsonNode value = sent.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw RequestRefused.malformed("wrong-type", name + " is not a string", "");
    }
    return Optional.of(value.asText());
  }

  @GetMapping
  List<Shown> list() {
    return subscriptions.all().stream().map(Shown::of).toList();
  }

  @GetMapping("/{id}")
  Shown get(@PathVariable String id) {
    return Shown.of(idOf(id).flatMap(subscriptions::find).orElseThrow(() -> unknown(id)));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String id, Authentication login) {
    boolean all =
        login.getAuthorities().stream()
            .anyMatch(authority -> ADMINISTRATOR.equals(authority.getAuthority()));
    Optional<String> owner = all ? Optional.empty() : Optional.of(login.getName());
    if (!idOf(id).map(known -> subscriptions.remove(known, owner)).orElse(false)) {
      throw unknown(id);
    }
  }

  /** The id, if it is written as ids are. */
  static Optional<UUID> idOf(String id) {
    return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? Optional.of(UUID.fromString(id))
        : Optional.empty();
  }

  static RequestRefused unknown(String id) {
    return new RequestRefused(
        new Problem(
            HttpStatus.NOT_FOUND,
            "unknown-subscription",
            "there is no subscription " + ListRequest.shown(id),
            ""));
  }

  private static URI locationOf(Subscription subscription) {
    return URI.create(PATH + "/" + subscription.id());
  }
}
