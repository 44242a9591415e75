package dev.turnup.engine.web;

import dev.turnup.engine.choice.Choice;
import dev.turnup.engine.choice.CustomerChoices.Made;
import dev.turnup.engine.choice.Link;
import dev.turnup.engine.choice.Situation;
import dev.turnup.engine.delivery.DeliverReady.Ready;
import dev.turnup.engine.delivery.Visits.Visit;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.scheduling.SearchSlots.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a customer is shown who follows the link in a notice: texts only, times in the site's time
 * zone. It names the order, and no person or address.
 *
 * @param order its number; empty where nothing is known
 * @param alert what went wrong just now; may be empty
 * @param facts what is true now
 * @param key what the page's forms carry
 */
record ChoicePage(
    String order,
    String title,
    String lead,
    String alert,
    List<Fact> facts,
    List<Way> ways,
    String closing,
    String key) {

  record Fact(String name, String value) {}

  /**
   * Something to choose.
   *
   * @param code what the form sends
   * @param next what happens then
   * @param times of which one is to be chosen, by day; may be empty
   * @param more the day from which on more times are shown; empty text if these are all
   * @param moreLabel what leads there
   * @param simple whether it is one touch; otherwise it is opened first
   * @param open whether it is opened already
   */
  record Way(
      String code,
      String label,
      String next,
      String button,
      List<Day> times,
      String more,
      String moreLabel,
      boolean simple,
      boolean open) {}

  /** Times of a day; {@code value} is what the form sends. */
  record Day(String name, List<Choosable> times) {}

  record Choosable(String value, String name) {}

  /** What is shown of other times for the visit. */
  enum Shown {
    /** They can be looked at. */
    CLOSED,
    /** They were asked for, so that they are shown at once. */
    OPENED,
    /** Another system has to be asked for them first. */
    TO_BE_ASKED_FOR,
    /** It was asked, and did not answer. */
    UNKNOWN;

    private boolean opened() {
      return this == OPENED || this == UNKNOWN;
    }

    private String next(List<Time> times) {
      return switch (this) {
        case TO_BE_ASKED_FOR -> "We look up when else your technician could come.";
        case UNKNOWN ->
            "We cannot see at the moment when else your technician could come. Please try again in"
                + " a few minutes.";
        case CLOSED, OPENED ->
            times.isEmpty()
                ? "There is no other time at present."
                : "Your technician comes then instead; we confirm it with a notice.";
      };
    }
  }

  static ChoicePage of(
      Situation situation, List<Time> times, Shown shown, String alert, String key) {
    return new Writer(situation, times, shown).page(alert, key);
  }

  static ChoicePage problem(String title, String remedy) {
    return new ChoicePage("", title, remedy, "", List.of(), List.of(), "", "");
  }

  /** Writes one situation down in words. */
  private static final class Writer {

    private static final DateTimeFormatter DAY = english("EEEE d MMMM uuuu");
    private static final DateTimeFormatter HOUR = english("HH:mm");

    private final Situation situation;
    private final Link link;
    private final List<Time> times;
    private final Shown shown;
    private final ZoneId zone;

    Writer(Situation situation, List<Time> times, Shown shown) {
      this.situation = situation;
      this.link = situation.link();
      this.times = times;
      this.shown = shown;
      this.zone = situation.zone();
    }

    private static DateTimeFormatter english(String pattern) {
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    ChoicePage page(String alert, String key) {
      return new ChoicePage(
          situation.order().id().value(),
          title(),
          lead(),
          alert,
          facts(),
          situation.choices().stream().map(this::way).toList(),
          closing(),
          key);
    }

    private String title() {
      return switch (situation.standing()) {
        case OPEN -> question();
        case CHOSEN -> thanks();
        case OVERTAKEN -> "This has changed since";
        case EXPIRED -> "This link is no longer valid";
        case BEGUN -> "The visit has begun";
        case BEING_CANCELLED -> "Your order is being cancelled";
        case ENDED ->
            situation.order().state() == OrderState.COMPLETED
                ? "Your order is completed"
                : "Your order has ended";
      };
    }

    private String question() {
      return switch (link.news()) {
        case PROMISE -> "Your order comes on another day";
        case APPOINTMENT ->
            link.told().equals(Notice.OFF)
                ? "Your appointment is off"
                : "Your appointment has moved";
        case EARLIER_VISIT -> "Your appointment could be earlier";
        case VISIT_MISSED -> "We did not meet you";
        case ESCALATION, HOLD_UP -> throw notAsked();
      };
    }

    private String lead() {
      return switch (situation.standing()) {
        case OPEN -> news();
        case CHOSEN -> situation.made().map(this::outcome).orElse("");
        case OVERTAKEN ->
            "The notice with this link was about "
                + asked()
                + ". The newest notice has a link of its own.";
        case EXPIRED -> "It could be used until " + time(link.expires()) + ". Nothing has changed.";
        case BEGUN -> "Nothing can be chosen by this link any more.";
        case BEING_CANCELLED -> "Nothing can be chosen any more.";
        case ENDED -> "There is nothing left to choose.";
      };
    }

    private String news() {
      if (link.news() == News.EARLIER_VISIT) {
        return "Our technician could come from "
            + day(LocalDate.parse(link.told()))
            + " on. Nothing changes unless you choose an earlier time.";
      }
      if (link.news() == News.PROMISE) {
        return "We promise it for another day now. Does that suit you?";
      }
      return link.told().equals(Notice.OFF)
          ? "We do not know yet when our technician can come, and will tell you as soon as we do."
          : "Does the new time suit you?";
    }

    /** What the link is about. */
    private String asked() {
      return switch (link.news()) {
        case PROMISE, EARLIER_VISIT -> day(LocalDate.parse(link.told()));
        case APPOINTMENT ->
            link.told().equals(Notice.OFF)
                ? "an appointment that is off"
                : situation
                    .visit()
                    .filter(visit -> isTold(visit.start()))
                    .map(this::span)
                    .orElseGet(() -> time(OffsetDateTime.parse(link.told()).toInstant()));
        case VISIT_MISSED -> "a visit";
        case ESCALATION, HOLD_UP -> throw notAsked();
      };
    }

    private static IllegalStateException notAsked() {
      return new IllegalStateException("customers are not asked about escalations");
    }

    private boolean isTold(ZonedDateTime start) {
      return start.toInstant().equals(OffsetDateTime.parse(link.told()).toInstant());
    }

    private String thanks() {
      return situation.cancellation().map(this::ofCancellation).orElse("Thank you");
    }

    private String ofCancellation(Cancellation cancellation) {
      return switch (cancellation.state()) {
        case ACKNOWLEDGED, IN_PROGRESS -> "We are looking into it";
        case DONE -> "Your order is cancelled";
        case TERMINATED_WITH_ERROR -> "Your order could not be cancelled";
      };
    }

    private String outcome(Made made) {
      String at = "On " + time(made.at()) + " you ";
      return switch (made.choice()) {
        case ACCEPT ->
            at
                + (link.news() == News.EARLIER_VISIT
                    ? "decided to keep your appointment."
                    : "told us that it suits you.")
                + " There is nothing else to do.";
        case PICK -> at + "chose another time. We confirm it with a notice.";
        case DELIVER_READY ->
            at
                + "chose to have first what is ready. We tell you if a technician has to come for it, and when the rest follows.";
        case CANCEL ->
            at
                + "asked us to cancel the order. "
                + situation.cancellation().map(Writer::answer).orElse("");
      };
    }

    private static String answer(Cancellation cancellation) {
      return switch (cancellation.state()) {
        case ACKNOWLEDGED, IN_PROGRESS ->
            "We find out whether that is still possible; this page will say so.";
        case DONE ->
            "Nobody comes any more."
                + cancellation
                    .charge()
                    .map(what -> " Something had been done already, which may cost something.")
                    .orElse("");
        case TERMINATED_WITH_ERROR ->
            "That was not possible any more: "
                + cancellation.refusal().orElse("it has gone too far")
                + ".";
      };
    }

    private List<Fact> facts() {
      List<Fact> facts = new ArrayList<>();
      if (situation.telling()) {
        situation.visit().ifPresent(visit -> facts.add(new Fact("Your appointment", span(visit))));
        situation
            .order()
            .promisedDate()
            .ifPresent(day -> facts.add(new Fact("All of it is done by", day(day))));
      }
      return facts;
    }

    private Way way(Choice choice) {
      return switch (choice) {
        case ACCEPT -> accept();
        case PICK -> pick();
        case DELIVER_READY ->
            new Way(
                choice.code(),
                "Bring first what is ready",
                ready(situation.ready().orElseThrow()),
                "Bring first what is ready",
                List.of(),
                "",
                "",
                false,
                false);
        case CANCEL ->
            new Way(
                choice.code(),
                "Cancel the order",
                "We find out whether the order can still be cancelled, and this page tells you. If it can, nobody comes any more. Where work has begun it may cost something.",
                "Yes, cancel my order",
                List.of(),
                "",
                "",
                false,
                false);
      };
    }

    private Way accept() {
      boolean off = link.told().equals(Notice.OFF);
      String label =
          off
              ? "I will wait"
              : link.news() == News.EARLIER_VISIT ? "Keep my appointment" : "That suits me";
      String next =
          off
              ? "We tell you as soon as there is a new appointment."
              : link.news() == News.PROMISE
                  ? "Everything stays as it is planned now."
                  : "The appointment stays. Please be there.";
      return new Way(Choice.ACCEPT.code(), label, next, label, List.of(), "", "", true, true);
    }

    private Way pick() {
      boolean earlier = link.news() == News.EARLIER_VISIT;
      return new Way(
          Choice.PICK.code(),
          earlier ? "Take an earlier time" : "Choose another time",
          shown.next(times),
          "Take this time",
          days(),
          more(),
          shown == Shown.TO_BE_ASKED_FOR ? "Show the times" : "Show later times",
          false,
          shown.opened());
    }

    private String more() {
      if (shown == Shown.TO_BE_ASKED_FOR) {
        return LocalDate.ofInstant(situation.order().header().orderDate(), zone).toString();
      }
      return times.isEmpty()
          ? ""
          : times.get(times.size() - 1).start().toLocalDate().plusDays(1).toString();
    }

    private List<Day> days() {
      return times.stream()
          .map(time -> time.start().toLocalDate())
          .distinct()
          .map(this::timesOn)
          .toList();
    }

    private Day timesOn(LocalDate day) {
      return new Day(
          day(day),
          times.stream()
              .filter(time -> time.start().toLocalDate().equals(day))
              .map(
                  time ->
                      new Choosable(
                          time.start().toInstant().toString(),
                          HOUR.format(time.start()) + "–" + HOUR.format(time.end())))
              .toList());
    }

    private String ready(Ready ready) {
      return "From "
          + day(ready.day())
          + " on you could have "
          + String.join(", ", ready.offerings())
          + (ready.visit() ? ". You get an appointment for that at once, and" : ", and")
          + " the rest as soon as it can be had.";
    }

    private String closing() {
      return situation.choices().isEmpty()
          ? ""
          : "You can choose once, until "
              + time(link.expires())
              + ". Times are those at the address of the installation.";
    }

    private String span(Visit visit) {
      return day(visit.day())
          + ", "
          + HOUR.format(visit.start())
          + " to "
          + HOUR.format(visit.end());
    }

    private String time(Instant instant) {
      ZonedDateTime there = instant.atZone(zone);
      return day(there) + ", " + HOUR.format(there);
    }

    private static String day(TemporalAccessor day) {
      return DAY.format(day);
    }
  }
}
