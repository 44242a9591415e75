package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.choice.Choice;
import dev.turnup.engine.choice.CustomerChoices.Made;
import dev.turnup.engine.choice.Link;
import dev.turnup.engine.choice.Situation;
import dev.turnup.engine.choice.Situation.Standing;
import dev.turnup.engine.delivery.Visits.Visit;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Submissions;
import dev.turnup.engine.order.VisitId;
import dev.turnup.engine.scheduling.SearchSlots.Time;
import dev.turnup.engine.web.ChoicePage.Choosable;
import dev.turnup.engine.web.ChoicePage.Day;
import dev.turnup.engine.web.ChoicePage.Fact;
import dev.turnup.engine.web.ChoicePage.Shown;
import dev.turnup.engine.web.ChoicePage.Way;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChoicePageTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZonedDateTime START = at("2026-10-23T14:00");

  private final ProductOrder order =
      new OrdersInMemory().inProgress(Submissions.triplePlay("page"), Instant.EPOCH);

  ChoicePageTest() {
    order.promise(Optional.of(LocalDate.parse("2026-10-26")));
  }

  @Test
  void showsDaysAndTimesAsTheyAreAtTheSiteAlsoWhereTheClockChanges() {
    Situation open =
        situation(
            News.APPOINTMENT,
            START.toOffsetDateTime().toString(),
            Standing.OPEN,
            Optional.empty(),
            Optional.empty(),
            Choice.ACCEPT,
            Choice.PICK,
            Choice.CANCEL);
    ZonedDateTime night = at("2026-10-25T01:30");
    List<Time> times =
        List.of(
            new Time(at("2026-10-24T08:00"), at("2026-10-24T09:35")),
            new Time(night, night.plus(Duration.ofHours(2))));

    ChoicePage page = ChoicePage.of(open, times, Shown.CLOSED, "", "key");

    ChoicePage asking = ChoicePage.of(open, List.of(), Shown.TO_BE_ASKED_FOR, "", "key");
    assertThat(asking.ways().get(1).moreLabel()).isEqualTo("Show the times");
    assertThat(asking.ways().get(1).more()).isEqualTo("1970-01-01");
    assertThat(ChoicePage.of(open, List.of(), Shown.UNKNOWN, "", "key").ways().get(1).next())
        .endsWith("Please try again in a few minutes.");

    assertThat(page.facts())
        .containsExactly(
            new Fact("Your appointment", "Friday 23 October 2026, 14:00 to 15:35"),
            new Fact("All of it is done by", "Monday 26 October 2026"));
    assertThat(page.ways()).extracting(Way::code).containsExactly("accept", "pick", "cancel");
    assertThat(page.ways().get(1).times())
        .containsExactly(
            new Day(
                "Saturday 24 October 2026",
                List.of(new Choosable("2026-10-24T06:00:00Z", "08:00–09:35"))),
            new Day(
                "Sunday 25 October 2026",
                List.of(new Choosable("2026-10-24T23:30:00Z", "01:30–02:30"))));
    assertThat(page.ways().get(1).more()).isEqualTo("2026-10-26");
    assertThat(page.ways()).allSatisfy(way -> assertThat(way.next()).endsWith("."));
    assertThat(page.closing()).contains("until Friday 23 October 2026, 14:00");
  }

  @Test
  void saysWhyNothingCanBeChosenAndWhatIsTrueNow() {
    String told = at("2026-10-22T09:00").toOffsetDateTime().toString();

    assertThat(page(News.APPOINTMENT, told, Standing.OVERTAKEN))
        .satisfies(
            page -> assertThat(page.lead()).contains("about Thursday 22 October 2026, 09:00"))
        .satisfies(page -> assertThat(page.facts()).as("anybody may read old mail").isEmpty());
    assertThat(page(News.APPOINTMENT, "off", Standing.OVERTAKEN).lead())
        .contains("about an appointment that is off");
    assertThat(page(News.PROMISE, "2026-10-20", Standing.OVERTAKEN).lead())
        .contains("about Tuesday 20 October 2026.");
    assertThat(page(News.APPOINTMENT, told, Standing.EXPIRED).lead())
        .startsWith("It could be used until Friday 23 October 2026, 14:00.");
    assertThat(page(News.APPOINTMENT, told, Standing.BEGUN).title())
        .isEqualTo("The visit has begun");
    assertThat(page(News.APPOINTMENT, told, Standing.BEING_CANCELLED).title())
        .isEqualTo("Your order is being cancelled");
    assertThat(page(News.APPOINTMENT, told, Standing.ENDED).title())
        .isEqualTo("Your order has ended");
  }

  @Test
  void asksWhatTheNewsAsk() {
    assertThat(page(News.PROMISE, "2026-10-26", Standing.OPEN).title())
        .isEqualTo("Your order comes on another day");
    assertThat(page(News.EARLIER_VISIT, "2026-10-20", Standing.OPEN).lead())
        .startsWith("Our technician could come from Tuesday 20 October 2026 on.");
    assertThat(page(News.APPOINTMENT, "off", Standing.OPEN).title())
        .isEqualTo("Your appointment is off");
  }

  @Test
  void saysWhatWasChosenAndWhatCameOfIt() {
    assertThat(chosen(Choice.ACCEPT, Optional.empty()).lead())
        .startsWith("On Wednesday 21 October 2026, 20:00 you told us that it suits you.");
    assertThat(chosen(Choice.PICK, Optional.empty()).lead()).contains("chose another time");
    assertThat(chosen(Choice.DELIVER_READY, Optional.empty()).lead())
        .contains("first what is ready");
    assertThat(chosen(Choice.CANCEL, cancellation(Cancellation.State.IN_PROGRESS)).title())
        .isEqualTo("We are looking into it");
    assertThat(chosen(Choice.CANCEL, cancellation(Cancellation.State.DONE)))
        .satisfies(page -> assertThat(page.title()).isEqualTo("Your order is cancelled"))
        .satisfies(page -> assertThat(page.lead()).endsWith("which may cost something."));
    assertThat(chosen(Choice.CANCEL, cancellation(Cancellation.State.TERMINATED_WITH_ERROR)).lead())
        .endsWith("That was not possible any more: the line is in use.");
  }

  private ChoicePage page(News news, String told, Standing standing) {
    return page(situation(news, told, standing, Optional.empty(), Optional.empty()));
  }

  private ChoicePage chosen(Choice choice, Optional<Cancellation> cancellation) {
    Made made =
        new Made(choice, at("2026-10-21T20:00").toInstant(), cancellation.map(Cancellation::id));
    return page(
        situation(
            News.APPOINTMENT,
            START.toOffsetDateTime().toString(),
            Standing.CHOSEN,
            Optional.of(made),
            cancellation));
  }

  private static ChoicePage page(Situation situation) {
    return ChoicePage.of(situation, List.of(), Shown.CLOSED, "", "key");
  }

  private Situation situation(
      News news,
      String told,
      Standing standing,
      Optional<Made> made,
      Optional<Cancellation> cancellation,
      Choice... choices) {
    return new Situation(
        new Link(order.id(), news, "1", 2, told, START.toInstant()),
        standing,
        order,
        Optional.empty(),
        Optional.of(
            new Visit(new VisitId(UUID.randomUUID()), "anna", START, START.plusMinutes(95), true)),
        Optional.empty(),
        made,
        cancellation,
        BERLIN,
        List.of(choices),
        standing == Standing.OPEN);
  }

  private Optional<Cancellation> cancellation(Cancellation.State state) {
    return Optional.of(
        new Cancellation(
            UUID.randomUUID(),
            order.id(),
            "{}",
            Optional.empty(),
            state,
            Optional.of("the line is in use"),
            Optional.of("the line"),
            Instant.EPOCH,
            Optional.empty()));
  }

  private static ZonedDateTime at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN);
  }
}
