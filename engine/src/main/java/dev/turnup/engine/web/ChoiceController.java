package dev.turnup.engine.web;

import dev.turnup.engine.choice.Choice;
import dev.turnup.engine.choice.DescribeChoice;
import dev.turnup.engine.choice.Link;
import dev.turnup.engine.choice.Links;
import dev.turnup.engine.choice.Situation;
import dev.turnup.engine.choice.Situation.Standing;
import dev.turnup.engine.choice.TakeChoice;
import dev.turnup.engine.choice.TakeChoice.Result;
import dev.turnup.engine.order.ChangeRefused;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.web.ChoicePage.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page that the link in a notice leads to, for whoever has it. Reading changes nothing: mail is
 * opened by programs too.
 */
@Controller
class ChoiceController {

  static final String PATH = "/choices/";

  private static final int LARGEST = 4_096;

  /** Nobody logs in here, so that everybody together gets no more than a part of the database. */
  private static final int AT_ONCE = 6;

  private final Links links;
  private final DescribeChoice describeChoice;
  private final TakeChoice takeChoice;
  private final FreshOffers freshOffers;
  private final TransactionTemplate transaction;
  private final Semaphore room = new Semaphore(AT_ONCE);

  ChoiceController(
      Links links,
      DescribeChoice describeChoice,
      TakeChoice takeChoice,
      FreshOffers freshOffers,
      PlatformTransactionManager transactions) {
    this.links = links;
    this.describeChoice = describeChoice;
    this.takeChoice = takeChoice;
    this.freshOffers = freshOffers;
    this.transaction = new TransactionTemplate(transactions);
  }

  @GetMapping(PATH + "{token}")
  Object show(@PathVariable String token, @RequestParam(required = false) @Nullable String from) {
    return links
        .read(token)
        .map(
            link ->
                inTurn(
                    () ->
                        describeChoice
                            .of(link)
                            .map(it -> page(token, it, dayIn(from), "", statusOf(it)))
                            .orElseGet(ChoiceController::unknown)))
        .orElseGet(ChoiceController::unknown);
  }

  @PostMapping(path = PATH + "{token}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  Object choose(@PathVariable String token, HttpServletRequest request) {
    Optional<Link> link = links.read(token);
    if (link.isEmpty()) {
      return unknown();
    }
    long length = request.getContentLengthLong();
    if (length < 0 || length > LARGEST) {
      return problem(HttpStatus.PAYLOAD_TOO_LARGE, "That is more than this page asks for", "");
    }
    Optional<Choice> choice = sent(request, "choice").flatMap(Choice::named);
    boolean ours = sent(request, "key").filter(key -> links.isFormKey(token, key)).isPresent();
    if (choice.isEmpty() || !ours) {
      return problem(
          HttpStatus.FORBIDDEN,
          "This was not sent by our page",
          "Open the link in your notice again and choose there.");
    }
    return inTurn(() -> take(token, link.get(), choice.get(), sent(request, "start")));
  }

  private Object take(String token, Link link, Choice choice, Optional<String> start) {
    try {
      Result result =
          Overtaken.again(
              transaction,
              () -> takeChoice.by(link, choice, start.flatMap(ChoiceController::moment)));
      return switch (result) {
        // relative: a proxy may have this page elsewhere
        case DONE ->
            ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(token)).build();
        case NOT_OPEN -> refused(token, link, "");
        case TIME_TAKEN ->
            refused(token, link, "That time is not free any more. Please choose another.");
      };
    } catch (Refused refusal) {
      return refused(token, link, Objects.requireNonNull(refusal.getMessage()));
    } catch (ChangeRefused refusal) {
      return refused(token, link, "We are still answering what you asked for before.");
    } catch (StaleVersion | ConcurrencyFailureException overtaken) {
      return refused(token, link, "Your order moves at this moment. Please try again in a minute.");
    }
  }

  /** Nothing was changed; the page says what is true now. */
  private Object refused(String token, Link link, String why) {
    return describeChoice
        .of(link)
        .map(
            situation -> {
              HttpStatus status = statusOf(situation);
              return page(
                  token,
                  situation,
                  Optional.empty(),
                  why,
                  status == HttpStatus.OK ? HttpStatus.CONFLICT : status);
            })
        .orElseGet(ChoiceController::unknown);
  }

  private ModelAndView page(
      String token,
      Situation situation,
      Optional<LocalDate> from,
      String alert,
      HttpStatus status) {
    boolean opened = from.isPresent() || !alert.isEmpty();
    Shown shown = opened ? Shown.OPENED : Shown.CLOSED;
    if (situation.choices().contains(Choice.PICK) && situation.delivery().isPresent()) {
      DeliveryId delivery = situation.delivery().get().id();
      // mail is opened by programs too, and most people choose nothing: only who wants times asks
      if (opened ? !freshOffers.of(delivery) : freshOffers.isToAsk(delivery)) {
        shown = opened ? Shown.UNKNOWN : Shown.TO_BE_ASKED_FOR;
      }
    }
    return Page.of(
        "choice",
        "page",
        ChoicePage.of(
            situation, describeChoice.times(situation, from), shown, alert, links.formKeyOf(token)),
        status);
  }

  private static HttpStatus statusOf(Situation situation) {
    return situation.standing() == Standing.OPEN || situation.standing() == Standing.CHOSEN
        ? HttpStatus.OK
        : HttpStatus.GONE;
  }

  private Object inTurn(Supplier<Object> work) {
    if (!room.tryAcquire()) {
      return problem(
          HttpStatus.TOO_MANY_REQUESTS,
          "Very many are here at once",
          "Please try again in a minute.");
    }
    try {
      return work.get();
    } finally {
      room.release();
    }
  }

  private static ModelAndView unknown() {
    return problem(
        HttpStatus.NOT_FOUND,
        "There is nothing behind this link",
        "Open it from your notice again, or copy all of it.");
  }

  private static ModelAndView problem(HttpStatus status, String title, String remedy) {
    return Page.of("choice", "page", ChoicePage.problem(title, remedy), status);
  }

  private static Optional<String> sent(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name)).filter(text -> !text.isBlank());
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  /** What is no day of these years is passed over. */
  private static Optional<LocalDate> dayIn(@Nullable String text) {
    try {
      return Optional.ofNullable(text)
          .map(LocalDate::parse)
          .filter(day -> day.getYear() >= 2000 && day.getYear() < 2200);
    } catch (DateTimeException notOurs) {
      return Optional.empty();
    }
  }
}
