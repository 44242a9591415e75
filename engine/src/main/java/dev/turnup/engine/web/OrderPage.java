package dev.turnup.engine.web;

import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.order.NextEvents.Instance;
import dev.turnup.engine.order.NextEvents.NextEvent;
import dev.turnup.engine.order.Notes.Note;
import dev.turnup.engine.order.OrderDescription;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderPlans.Component;
import dev.turnup.engine.order.OrderPlans.Delivery;
import dev.turnup.engine.order.OrderPlans.Visit;
import dev.turnup.engine.order.OrderProgress.Progress;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Timeline.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** An order as its page shows it: texts only, times in the site's time zone. */
record OrderPage(
    String number,
    String state,
    boolean open,
    boolean stuck,
    String customer,
    String customerId,
    String caller,
    String externalId,
    String zone,
    String at,
    String why,
    List<Fact> dates,
    List<Decided> decided,
    List<Next> next,
    List<Running> running,
    List<Item> items,
    List<Trip> deliveries,
    List<Remark> notes,
    List<Entry> timeline) {

  private static final String NONE = "–";

  record Fact(String name, String value) {}

  /** What is about to be done about a fallout, and may still be taken back. */
  record Decided(String fallout, String text, String at) {}

  record Next(String label, String how, String who, String since, String due) {}

  record Running(String id, String model, int version, String since) {}

  record Item(
      String id,
      String action,
      String offering,
      String address,
      String state,
      boolean bundled,
      List<Part> components) {}

  record Part(
      String name,
      String kind,
      String state,
      String delivery,
      String capacity,
      String reliesOn,
      String bill) {}

  record Trip(String number, String state, String ready, String visit, String components) {}

  record Remark(String author, String at, String about, String text) {}

  record Entry(String at, String kind, String text, String actor, String about) {}

  static OrderPage of(
      OrderDescription description, Optional<Progress> progress, List<Fallout> unsettled) {
    return new Writer(description, progress, unsettled).page();
  }

  /** Writes one description down in words. */
  private static final class Writer {

    private final OrderDescription description;
    private final Optional<Progress> progress;
    private final List<Fallout> unsettled;
    private final ProductOrder order;
    private final DateTimeFormatter time;

    Writer(OrderDescription description, Optional<Progress> progress, List<Fallout> unsettled) {
      this.description = description;
      this.progress = progress;
      this.unsettled = unsettled;
      this.order = description.order();
      this.time =
          DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH)
              .withZone(description.zone());
    }

    OrderPage page() {
      return new OrderPage(
          order.id().value(),
          order.state().tmfName(),
          !order.state().isFinal(),
          description.isStuck(),
          order.header().customer().name(),
          order.header().customer().id(),
          order.header().caller(),
          order.header().externalId().orElse(NONE),
          description.zone().getId(),
          time(description.at()),
          description.whyItWaits(),
          dates(),
          unsettled.stream().flatMap(this::decided).toList(),
          description.next().stream().map(this::next).toList(),
          description.instances().stream().map(this::running).toList(),
          order.items().stream().map(this::item).toList(),
          description.plan().deliveries().stream().map(this::trip).toList(),
          description.notes().stream().map(this::remark).toList(),
          description.timeline().stream().map(this::entry).toList());
    }

    private List<Fact> dates() {
      List<Fact> dates = new ArrayList<>();
      dates.add(new Fact("Ordered", time(order.header().orderDate())));
      order.plannedStart().ifPresent(start -> dates.add(new Fact("Starts", time(start))));
      dates.addAll(
          List.of(
              new Fact(
                  "Requested", order.header().requestedCompletion().map(this::time).orElse(NONE)),
              new Fact("Promised", day(order.promisedDate())),
              new Fact("Projected", day(description.projectedDate())),
              new Fact("Ended", order.completedAt().map(this::time).orElse(NONE))));
      progress
          .flatMap(Progress::jeopardy)
          .ifPresent(
              danger ->
                  dates.add(
                      new Fact(
                          "In jeopardy",
                          danger.colour()
                              + " since "
                              + time(danger.since())
                              + ": "
                              + danger.reason())));
      progress
          .flatMap(Progress::escalation)
          .ifPresent(
              told ->
                  dates.add(
                      new Fact(
                          "Escalated",
                          "level "
                              + told.level()
                              + " since "
                              + time(told.since())
                              + ": "
                              + told.explanation())));
      return dates;
    }

    private Stream<Decided> decided(Fallout fallout) {
      // afterwards a second person may have been asked: that is what is next
      return fallout.undoUntil().filter(description.at()::isBefore).stream()
          .flatMap(
              until ->
                  fallout.answer().stream()
                      .map(
                          answer ->
                              new Decided(
                                  fallout.id().toString(),
                                  fallout.what().step()
                                      + ": "
                                      + Decision.find(answer.decision())
                                          .map(Decision::told)
                                          .orElse("")
                                      + ", decided by "
                                      + answer.person(),
                                  time(until))));
    }

    private Next next(NextEvent event) {
      String how =
          switch (event.kind()) {
            case PERSON -> "a person";
            case MESSAGE -> "word from outside";
            case OUTSIDE_CALL -> "an outside system";
            case JOB -> "Turnup";
          };
      return new Next(
          event.label(),
          how,
          event.who().or(event::trouble).orElse(""),
          time(event.since()),
          event.due().map(this::time).orElse(NONE));
    }

    private Running running(Instance instance) {
      return new Running(
          instance.id(), instance.model(), instance.version(), time(instance.since()));
    }

    private Item item(OrderItem item) {
      return new Item(
          item.id().value(),
          item.action().tmfName(),
          item.offering().orElse(NONE),
          item.site().map(Site::address).orElse(""),
          item.state().tmfName(),
          item.parent().isPresent(),
          description.plan().components().stream()
              .filter(component -> component.item().equals(item.id()))
              .map(this::part)
              .toList());
    }

    private Part part(Component component) {
      return new Part(
          component.name(),
          component.kind(),
          component.state(),
          component.delivery().map(number -> "delivery " + number).orElse(NONE),
          capacityOf(component),
          String.join(", ", component.reliesOn()),
          component
              .bill()
              .map(
                  state ->
                      state + component.billedFrom().map(day -> ", from " + day(day)).orElse(""))
              .orElse(NONE));
    }

    private String capacityOf(Component component) {
      String found =
          switch (component.availability()) {
            case "not-needed" -> NONE;
            case "unchecked" -> "not checked yet";
            case "available" -> "from " + day(component.availableFrom());
            default -> component.availability();
          };
      return found
          + component.reservedUntil().map(until -> ", held until " + time(until)).orElse("");
    }

    private Trip trip(Delivery delivery) {
      return new Trip(
          "Delivery " + delivery.number(),
          delivery.state(),
          day(delivery.readyDate())
              + delivery
                  .solvedDay()
                  .map(solved -> ", waits for a problem until " + day(solved))
                  .orElse(""),
          delivery.visit().map(this::visit).orElse("no visit"),
          String.join(
              ", ",
              description.plan().components().stream()
                  .filter(each -> each.delivery().filter(n -> n == delivery.number()).isPresent())
                  .map(Component::name)
                  .toList()));
    }

    private String visit(Visit visit) {
      DateTimeFormatter end =
          DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(visit.zone());
      return time.withZone(visit.zone()).format(visit.start())
          + "–"
          + end.format(visit.end())
          + ", "
          + visit.technician()
          + " ("
          + visit.state()
          + ")";
    }

    private Remark remark(Note note) {
      return new Remark(note.author(), time(note.at()), note.about(), note.text());
    }

    private Entry entry(Recorded recorded) {
      return new Entry(
          time(recorded.at()),
          recorded.entry().kind().code(),
          recorded.entry().told(),
          recorded.actor(),
          recorded.entry().item().map(id -> "item " + id).orElse(""));
    }

    private String time(Instant instant) {
      return time.format(instant);
    }

    private static String day(Optional<LocalDate> day) {
      return day.map(Writer::day).orElse(NONE);
    }

    private static String day(LocalDate day) {
      return DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH).format(day);
    }
  }
}
