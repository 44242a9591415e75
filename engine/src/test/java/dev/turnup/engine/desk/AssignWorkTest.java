package dev.turnup.engine.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.desk.AssignWork.Assignee;
import dev.turnup.engine.desk.AssignWork.Terms;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OfficeHours;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.Submissions;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingCalendars;
import dev.turnup.engine.order.WorkingWeek;
import dev.turnup.engine.order.WorkingWeek.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In office hours: eight to four, Monday to Friday. */
class AssignWorkTest {

  private static final Instant FRIDAY = Instant.parse("2026-03-06T14:00:00Z");

  private final OrdersInMemory orders = new OrdersInMemory();
  private final OrderId order =
      orders.inProgress(Submissions.triplePlay("key"), Instant.EPOCH).id();
  private String assignee = "nobody";
  private int hours = 4;
  private final AssignWork assignWork = new AssignWork(orders, new FourHours(), new OfficeHours());

  @Test
  void isDueInTheWorkingTimeOfTheDesk() {
    Terms terms = assignWork.of(order, "repair-order", FRIDAY, Optional.empty());

    assertThat(terms.due()).as("on Monday").isEqualTo("2026-03-09T10:00:00Z");
    assertThat(terms.followUp()).isEqualTo("2026-03-09T09:00:00Z");
    assertThat(terms.assignee()).isEqualTo(Assignee.NOBODY);
    assertThat(orders.readWhole()).isZero();
  }

  @Test
  void isToBeTakenUpBeforeWhateverItIsDueBy() {
    Instant visit = Instant.parse("2026-03-16T08:30:00Z");

    Terms later = assignWork.of(order, "install-on-site", FRIDAY, Optional.of(visit));
    Terms soon =
        assignWork.of(order, "install-on-site", FRIDAY, Optional.of(FRIDAY.plusSeconds(60)));
    Terms late =
        assignWork.of(order, "install-on-site", FRIDAY, Optional.of(FRIDAY.minusSeconds(60)));

    assertThat(later.due()).isEqualTo(visit);
    assertThat(later.followUp()).as("the Friday before").isEqualTo("2026-03-13T15:30:00Z");
    assertThat(soon.followUp()).as("at once").isEqualTo(FRIDAY);
    assertThat(late.followUp()).isBefore(late.due());
  }

  @Test
  void comesUpAlsoWhereHardlyAnybodyWorks() {
    WorkingWeek aMinute =
        new WorkingWeek(
            ZoneOffset.UTC,
            Map.of(DayOfWeek.MONDAY, List.of(new Span(LocalTime.of(8, 0), LocalTime.of(8, 1)))),
            Map.of());
    WorkingCalendars hardlyEver =
        new WorkingCalendars() {
          @Override
          public WorkingCalendar named(String id) {
            return WorkingCalendar.of(id, aMinute);
          }

          @Override
          public Map<String, WorkingCalendar> covering(Collection<String> postalCodes) {
            return Map.of();
          }
        };
    hours = 2_200;

    Terms terms =
        new AssignWork(orders, new FourHours(), hardlyEver)
            .of(order, "repair-order", FRIDAY, Optional.empty());

    assertThat(terms.due()).isEqualTo(FRIDAY.plus(Duration.ofHours(2_200)));
    assertThat(terms.followUp()).isBefore(terms.due());
  }

  @Test
  void staysWithWhoeverKnowsTheOrderWhereTheTableSaysSo() {
    assignee = "same person";

    assertThat(assignWork.of(order, "repair-order", FRIDAY, Optional.empty()).assignee())
        .isEqualTo(Assignee.SAME_PERSON);
  }

  private final class FourHours implements Decisions {

    @Override
    public Answer one(OrderId order, String table, Map<String, Object> inputs) {
      assertThat(table).isEqualTo("task-assignment");
      assertThat(inputs).containsEntry("tier", "premium").containsKey("work");
      return new Answer(
          table,
          Map.of(
              "calendar",
              "orderdesk",
              "dueWithinHours",
              hours,
              "followUpHoursBefore",
              1,
              "assignee",
              assignee));
    }

    @Override
    public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      return List.of(one(order, table, inputs));
    }
  }
}
