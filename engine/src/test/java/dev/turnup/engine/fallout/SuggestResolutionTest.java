package dev.turnup.engine.fallout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnup.engine.activation.InternetOrder;
import dev.turnup.engine.decomposition.ListedValues;
import dev.turnup.engine.desk.AssignWork;
import dev.turnup.engine.fallout.Fallout.Closing;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.fallout.SuggestResolution.Suggestion;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notes.Note;
import dev.turnup.engine.order.NotesInMemory;
import dev.turnup.engine.order.OfficeHours;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.StepFellOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestResolutionTest {

  private final InternetOrder internet = new InternetOrder();
  private final FalloutsInMemory fallouts = new FalloutsInMemory();
  private final List<Map<String, Object>> asked = new ArrayList<>();
  private final TryLater tables = new TryLater();
  private final List<Fallout> lookedAfter = new ArrayList<>();
  private final NotesInMemory notes = new NotesInMemory();
  private final ListedValues listedValues = mock(ListedValues.class);
  private final SuggestResolution suggestResolution =
      new SuggestResolution(
          fallouts,
          mock(OutboundCalls.class),
          internet.components,
          tables,
          new AssignWork(internet.orders, tables, new OfficeHours()),
          new LeaveNote(internet.orders, notes, internet.timeline, mock(Fulfillment.class)),
          lookedAfter::add,
          new WhatHelped(fallouts, internet.components, listedValues),
          internet.timeline,
          internet.clock);

  @Test
  void asksTheTableWithTheCauseAndHowOftenItHappened() {
    raise();
    suggestResolution.forFallout(raise());

    assertThat(asked)
        .containsExactly(
            Map.of(
                "system", "network",
                "operation", "activate-service",
                "errorClass", "own",
                "code", "http-500",
                "message", "it broke",
                "component", "router",
                "attempts", 2));
  }

  @Test
  void makesTheChangeByItselfThatHasHelpedOftenEnough() {
    tables.changeFromPercent = 80;
    for (int i = 0; i < 20; i++) {
      FalloutId before = raise();
      suggestResolution.forFallout(before);
      fallouts.update(
          fallouts
              .get(before)
              .closed(
                  new Closing(InternetOrder.NOW, "grace", Decision.CHANGE_AND_RETRY, ""),
                  Optional.empty()));
    }
    fallouts.helped(16);
    FalloutId id = raise();

    assertThat(suggestResolution.forFallout(raise(internet.internetAccess)).tryLaterAt())
        .as("at another customer's only what the catalogue lists")
        .contains(InternetOrder.NOW.plus(Duration.ofMinutes(30)));
    when(listedValues.have(internet.order, InternetOrder.ITEM, "speed", "100")).thenReturn(true);
    assertThat(suggestResolution.forFallout(id).tryLaterAt()).as("tried later before").isEmpty();
    FalloutId other = raise(internet.accessLine);
    assertThat(suggestResolution.forFallout(other).tryLaterAt()).contains(InternetOrder.NOW);
    assertThat(fallouts.get(other).answer())
        .contains(new Answer("changeAndRetry", "", "speed", "100", "turnup"));
    assertThat(internet.timeline.last().text())
        .isEqualTo("network.activate-service is changed and tried again by itself");
  }

  @Test
  void tellsTheDesksOnceWhereTheTableWantsIt() {
    tables.secondaryAction = "noteForDesks";
    tables.undoMinutes = 7;

    FalloutId first = raise();
    Suggestion suggested = suggestResolution.forFallout(first);
    assertThat(suggested.undoMinutes()).isEqualTo(7);
    assertThat(suggested.undoRetryMinutes()).as("of a table from before").isZero();
    fallouts.update(fallouts.get(first).waitingForProblem());
    fallouts.update(fallouts.get(first).reopened());
    suggestResolution.forFallout(first);
    suggestResolution.forFallout(raise());

    assertThat(notes.of(internet.order))
        .extracting(Note::text)
        .containsExactly("network.activate-service fell out: it broke\nretry");
  }

  @Test
  void hasTheCauseLookedAfterWhereTheTableWantsIt() {
    tables.secondaryAction = "openProblem";
    FalloutId id = raise();

    suggestResolution.forFallout(id);
    suggestResolution.forFallout(raise());

    assertThat(lookedAfter).extracting(Fallout::id).containsExactly(id);
    assertThat(notes.of(internet.order)).isEmpty();
  }

  @Test
  void hasTheOrderEscalatedOnceWhereTheTableWantsIt() {
    tables.secondaryAction = "raiseEscalation";
    FalloutId id = raise();

    suggestResolution.forFallout(id);
    suggestResolution.forFallout(raise());

    assertThat(fallouts.escalated).containsExactly(id);
  }

  @Test
  void triesLaterOnceAndThenAsksAPerson() {
    Suggestion first = suggestResolution.forFallout(raise());
    Suggestion second = suggestResolution.forFallout(raise());

    assertThat(first.tryLaterAt()).contains(InternetOrder.NOW.plus(Duration.ofMinutes(30)));
    assertThat(second.tryLaterAt()).isEmpty();
    assertThat(second.queue()).isEqualTo("fallout-desk");
    assertThat(second.due()).as("a night later").isEqualTo("2026-03-03T12:00:00Z");
  }

  @Test
  void waitsAsTheTableSaysWhereTryingAgainHasHelpedTooSeldom() {
    tables.retryFromPercent = 80;
    for (int i = 0; i < 20; i++) {
      settle(raise());
    }
    fallouts.helped(15);
    assertThat(suggestResolution.forFallout(raise()).tryLaterAt())
        .as("too seldom")
        .contains(InternetOrder.NOW.plus(Duration.ofMinutes(30)));
  }

  @Test
  void saysInTheTimelineWhatItDoesByItself() {
    tables.retryFromPercent = 80;
    for (int i = 0; i < 20; i++) {
      settle(raise());
    }
    fallouts.helped(16);

    assertThat(suggestResolution.forFallout(raise()).tryLaterAt()).contains(InternetOrder.NOW);
    assertThat(internet.timeline.last().text())
        .isEqualTo("network.activate-service is tried again by itself");
    assertThat(internet.timeline.last().remark())
        .isEqualTo("With the same cause before: retry helped 16 of 20 times.");
    assertThat(suggestResolution.forFallout(raise()).tryLaterAt()).as("once").isEmpty();
  }

  private void settle(FalloutId id) {
    fallouts.update(
        fallouts
            .get(id)
            .closed(
                new Closing(InternetOrder.NOW, "grace", Decision.RETRY, "mended"),
                Optional.empty()));
  }

  private FalloutId raise() {
    return raise(internet.router);
  }

  private FalloutId raise(ComponentId component) {
    return fallouts
        .raising(internet)
        .raise(
            new StepFellOut(
                internet.order,
                Optional.of(component),
                Optional.empty(),
                "network.activate-service",
                new Failure("network", "http-500", "it broke")));
  }

  private final class TryLater implements Decisions {

    private int retryFromPercent;
    private int changeFromPercent;
    private int undoMinutes;
    private String secondaryAction = "";

    @Override
    public Answer one(OrderId order, String table, Map<String, Object> inputs) {
      if (table.equals("task-assignment")) {
        assertThat(inputs).containsEntry("work", "resolve-fallout");
        return new Answer(
            table,
            Map.of(
                "calendar",
                "fallout",
                "dueWithinHours",
                4,
                "followUpHoursBefore",
                2,
                "assignee",
                "nobody"));
      }
      assertThat(table).isEqualTo("fallout-policy");
      asked.add(inputs);
      return new Answer(
          table,
          Map.of(
              "queue",
              "fallout-desk",
              "suggestion",
              "retry",
              "tryLaterMinutes",
              30,
              "retryFromPercent",
              retryFromPercent,
              "changeFromPercent",
              changeFromPercent,
              "undoMinutes",
              undoMinutes,
              "secondaryAction",
              secondaryAction));
    }

    @Override
    public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      return List.of(one(order, table, inputs));
    }
  }
}
