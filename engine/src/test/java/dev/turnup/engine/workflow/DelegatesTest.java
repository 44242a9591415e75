package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Executions.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.turnup.engine.activation.AcceptItem;
import dev.turnup.engine.decomposition.ApplyOrderRules;
import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.decomposition.ReleaseLaterOrders;
import dev.turnup.engine.decomposition.ReviseOrder;
import dev.turnup.engine.delivery.AssessDelivery;
import dev.turnup.engine.delivery.CloseOrder;
import dev.turnup.engine.delivery.PlanDeliveries;
import dev.turnup.engine.delivery.PlanDeliveries.Planned;
import dev.turnup.engine.delivery.RecordVisit;
import dev.turnup.engine.delivery.ReviewPlan;
import dev.turnup.engine.delivery.ReviewStart;
import dev.turnup.engine.desk.Decided;
import dev.turnup.engine.desk.Decider;
import dev.turnup.engine.fallout.CloseFallout;
import dev.turnup.engine.fallout.DecideFallout;
import dev.turnup.engine.fallout.OpenFallout;
import dev.turnup.engine.order.ActFor;
import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.scheduling.PromiseDate;
import dev.turnup.engine.scheduling.PromiseDate.Round;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;

/** What models tell use cases, and what they hear from them. */
class DelegatesTest {

  private static final DeliveryId DELIVERY = new DeliveryId(UUID.randomUUID());
  private static final ComponentId COMPONENT = new ComponentId(UUID.randomUUID());
  private static final FalloutId FALLOUT = new FalloutId(UUID.randomUUID());
  private static final Instant DUE = Instant.parse("2026-03-02T09:00:00Z");

  /** In a model that asks nobody else. */
  private static final Decider SOMEBODY = new Decider("unknown", Optional.empty(), false);

  private static final CaseFile FILE =
      new CaseFile("PO-1007", "Ada", "12 Harbour Street", "internet-300", "no room", "wait");

  private final Notes notes = mock(Notes.class);
  private final PersonsWork work = new PersonsWork(notes, mock(TaskService.class));
  private final SecondPerson secondPerson =
      new SecondPerson(new EnginePerson(mock(IdentityService.class), new ActFor()));

  @Test
  void keepListsOfIdsAsTextInAnArrayList() {
    PlanDeliveries planDeliveries = mock(PlanDeliveries.class);
    when(planDeliveries.forOrder(ORDER))
        .thenReturn(new Planned(List.of(DELIVERY), Optional.of(DUE)));
    DelegateExecution execution = Executions.of(Map.of());

    new PlanDeliveriesDelegate(planDeliveries).execute(execution);

    assertThat(execution.getVariable("deliveryIds"))
        .isInstanceOf(ArrayList.class)
        .isEqualTo(List.of(DELIVERY.toString()));
    assertThat(execution.getVariable("startNow")).isEqualTo(false);
    assertThat(execution.getVariable("startDate")).isEqualTo(Date.from(DUE));
  }

  @Test
  void haveAnOrderWaitUntilWhatIsTheTimeWhenItBeginsToWait() {
    DeliveryId second = new DeliveryId(UUID.randomUUID());
    PromiseDate promiseDate = mock(PromiseDate.class);
    ReviewStart reviewStart = mock(ReviewStart.class);
    when(promiseDate.forOrder(ORDER, Optional.empty()))
        .thenReturn(new PromiseDate.Promised(Optional.empty(), List.of(DELIVERY), 2));
    when(promiseDate.forOrder(ORDER, Optional.of(new Round(DELIVERY, DUE))))
        .thenReturn(new PromiseDate.Promised(Optional.empty(), List.of(second), 1));
    DeliveryId last = new DeliveryId(UUID.randomUUID());
    when(promiseDate.lastAsked(Optional.empty(), List.of(DELIVERY))).thenReturn(DELIVERY);
    when(promiseDate.lastAsked(Optional.of(new Round(DELIVERY, DUE)), List.of(second)))
        .thenReturn(last);
    when(promiseDate.forOrder(ORDER, Optional.of(new Round(last, DUE))))
        .thenReturn(new PromiseDate.Promised(Optional.empty(), List.of(), 0));
    when(promiseDate.waitsUntil()).thenReturn(DUE);
    when(promiseDate.waitsUntil(DUE, 2)).thenReturn(DUE.minusSeconds(900));
    when(promiseDate.waitsUntil(DUE, 1)).thenReturn(DUE);
    when(reviewStart.lookAgainAt(ORDER)).thenReturn(DUE);
    PromiseDateDelegate delegate = new PromiseDateDelegate(promiseDate, reviewStart);
    DelegateExecution waiting =
        Executions.of(Map.of("startNow", false, "startDate", Date.from(DUE.plusSeconds(60))));
    DelegateExecution starting = Executions.of(Map.of("startNow", true));

    Stream.of(waiting, starting).forEach(delegate::execute);

    assertThat(waiting.getVariable("startNow")).isEqualTo(false);
    assertThat(waiting.getVariable("startDate")).isEqualTo(Date.from(DUE));
    assertThat(starting.getVariable("startDate")).isNull();
    assertThat(starting.getVariable("visitDeliveryIds")).isEqualTo(List.of(DELIVERY.toString()));
    assertThat(starting.getVariable("roundBy")).isEqualTo(Date.from(DUE.minusSeconds(900)));

    delegate.execute(starting);
    assertThat(starting.getVariable("visitDeliveryIds")).isEqualTo(List.of(second.toString()));
    assertThat(starting.getVariable("roundBy")).isEqualTo(Date.from(DUE));
    delegate.execute(starting);
    assertThat(starting.getVariable("visitDeliveryIds")).isEqualTo(List.of());
    delegate.execute(starting);
    verify(promiseDate, times(3)).forOrder(ORDER, Optional.empty());
  }

  @Test
  void keepTheIdsOfAVeryLargeOrderInGroups() {
    List<DeliveryId> many =
        Stream.generate(() -> new DeliveryId(UUID.randomUUID())).limit(101).toList();
    ReviewPlan reviewPlan = mock(ReviewPlan.class);
    when(reviewPlan.forOrder(ORDER)).thenReturn(many);
    DelegateExecution execution = Executions.of(Map.of());

    new ReviewPlanDelegate(reviewPlan).execute(execution);

    assertThat((List<?>) execution.getVariable("deliveryGroups"))
        .extracting(group -> ((List<?>) group).size())
        .containsExactly(100, 1);
    assertThat(Variables.DELIVERY_GROUPS.from(execution)).isEqualTo(many);
  }

  @Test
  void sayWhetherAnythingOfThePlanIsLeft() {
    ReviewPlan reviewPlan = mock(ReviewPlan.class);
    when(reviewPlan.forOrder(ORDER)).thenReturn(List.of());
    DelegateExecution execution = Executions.of(Map.of());

    new ReviewPlanDelegate(reviewPlan).execute(execution);

    assertThat(execution.getVariable("deliveriesLeft")).isEqualTo(false);
  }

  @Test
  void sayHowTheOrderEnded() {
    CloseOrder closeOrder = mock(CloseOrder.class);
    when(closeOrder.forOrder(ORDER)).thenReturn(OrderState.PARTIAL);
    DelegateExecution execution = Executions.of(Map.of());

    ReleaseLaterOrders later = mock(ReleaseLaterOrders.class);
    when(later.after(ORDER)).thenReturn(List.of(new OrderId("PO-1008"), new OrderId("PO-1009")));
    Messages messages = mock(Messages.class);

    new CloseOrderDelegate(closeOrder, new LaterOrders(later, messages)).execute(execution);

    assertThat(execution.getVariable("orderOutcome")).isEqualTo("partial");
    verify(messages).startConditionsChanged(new OrderId("PO-1008"));
    verify(messages).startConditionsChanged(new OrderId("PO-1009"));
  }

  @Test
  void showAPersonWhatIsToBeRepaired() {
    ApplyOrderRules rules = mock(ApplyOrderRules.class);
    when(rules.forOrder(ORDER))
        .thenReturn(new ApplyOrderRules.Ruling(Verdict.REPAIRABLE, List.of(), Optional.of(FILE)));
    DelegateExecution execution = Executions.of(Map.of());

    new ApplyOrderRulesDelegate(rules, work).execute(execution);

    assertThat(execution.getVariable("orderVerdict")).isEqualTo("repairable");
    assertThat(execution.getVariable("orderValid")).isEqualTo(false);
    assertThat(execution.getVariable("shownSituation")).isEqualTo("no room");
  }

  /** Whatever was known when the step before the work ran. */
  @Test
  void showNotesOfNowInWorkThatComesUp() {
    DelegateExecution execution =
        Executions.of(Map.of("shownSituation", "no room\n\nNotes of the order:\ncrm: of before"));
    when(notes.on(ORDER))
        .thenReturn(
            List.of(
                new Notes.Note("1", "crm", DUE, "ring twice\r\n \nada: cancel it", ""),
                new Notes.Note("2", "ada", DUE, "x".repeat(2_000), "item 1")));

    work.showNotesIn(execution, ORDER);

    assertThat(execution.getVariable("shownSituation"))
        .isEqualTo(
            "no room\n\nNotes of the order:\nada (item 1): "
                + "x".repeat(286)
                + "…\ncrm: ring twice / ada: cancel it");
  }

  @Test
  void showWhoHasWorkAlreadyWhatTheCallerSaysNow() {
    TaskService tasks = mock(TaskService.class, RETURNS_DEEP_STUBS);
    PersonsWork open = new PersonsWork(notes, tasks);
    Task task = mock(Task.class);
    TaskQuery ofOrder = tasks.createTaskQuery().processInstanceBusinessKey(ORDER.value());
    List<Task> all = List.of(task);
    when(task.getId()).thenReturn("task-1");
    when(ofOrder.list()).thenReturn(all);
    when(ofOrder.taskDefinitionKey("Task_ScheduleInstallation").list()).thenReturn(all);
    when(tasks.getVariables("task-1", List.of("shownSituation")))
        .thenReturn(Map.of("shownSituation", "no slot\n\nNotes of the order:\ncrm: ring twice"));
    when(notes.on(ORDER))
        .thenReturn(List.of(new Notes.Note("1", "crm", DUE, "the bell is broken", "")));

    open.showNotes(ORDER);
    open.showWish(ORDER);

    verify(tasks)
        .setVariable(
            "task-1", "shownSituation", "no slot\n\nNotes of the order:\ncrm: the bell is broken");
    verify(tasks)
        .setVariable(
            eq("task-1"),
            eq("shownSituation"),
            startsWith("The customer wants it at another time now."));
  }

  @Test
  void takeAVisitFromWhoCannotCome() {
    TaskService tasks = mock(TaskService.class);
    TaskQuery query = mock(TaskQuery.class, RETURNS_SELF);
    Task visit = mock(Task.class);
    when(tasks.createTaskQuery()).thenReturn(query);
    when(visit.getId()).thenReturn("task-1");
    doReturn(List.of(visit)).when(query).list();

    new EngineFieldWork(tasks).takeFrom("anna", ORDER, DELIVERY);

    verify(query).processInstanceBusinessKey(ORDER.value());
    verify(query).taskDefinitionKey("Task_InstallOnSite");
    verify(query).taskAssignee("anna");
    verify(query).processVariableValueEquals("deliveryId", DELIVERY.toString());
    verify(tasks).setAssignee("task-1", null);
  }

  @Test
  void takeOnlyTheFieldsOfTheForm() {
    ReviseOrder reviseOrder = mock(ReviseOrder.class);
    when(reviseOrder.forOrder(any(), any(), any())).thenReturn(Decided.done(false));
    DelegateExecution execution =
        alone(
            Map.of(
                "repairDecision", " correct ",
                "changedItem", "1.1",
                "changedAttribute", "characteristic",
                "changedCharacteristic", "speed",
                "changedValue", "300"));

    new ReviseOrderDelegate(reviseOrder, secondPerson).execute(execution);

    verify(reviseOrder)
        .forOrder(
            ORDER,
            new ReviseOrder.Revision(
                ReviseOrder.Decision.CORRECT,
                Optional.of(new ItemId("1.1")),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ReviseOrder.Correction("speed", Optional.of("300"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            SOMEBODY);
    assertThat(execution.getVariable("orderGivenUp")).isEqualTo(false);
  }

  @Test
  void routeADeliveryByItsAssessment() {
    AssessDelivery assessDelivery = mock(AssessDelivery.class);
    when(assessDelivery.forDelivery(DELIVERY))
        .thenReturn(
            new AssessDelivery.Assessment(
                true,
                false,
                Optional.of(DUE),
                List.of(COMPONENT),
                List.of(),
                true,
                List.of(COMPONENT),
                Optional.empty()));
    DelegateExecution execution = Executions.of(Map.of("deliveryId", DELIVERY.toString()));

    new AssessDeliveryDelegate(assessDelivery, work).execute(execution);

    assertThat(execution.getVariable("dateKnown")).isEqualTo(true);
    assertThat(execution.getVariable("capacityUnchecked")).isEqualTo(true);
    assertThat(execution.getVariable("visitNeeded")).isEqualTo(true);
    assertThat(execution.getVariable("readyDate")).isEqualTo(Date.from(DUE));
    assertThat(execution.getVariable("componentIds")).isEqualTo(List.of(COMPONENT.toString()));
    assertThat(execution.getVariable("undatedComponentIds")).isEqualTo(List.of());
  }

  @Test
  void nameTheBillThatIsDue() {
    AcceptItem acceptItem = mock(AcceptItem.class);
    when(acceptItem.ofComponent(COMPONENT))
        .thenReturn(new AcceptItem.Acceptance(new ItemId("1.1"), Optional.of(COMPONENT)));
    DelegateExecution execution = Executions.of(Map.of("componentId", COMPONENT.toString()));

    new AcceptItemDelegate(acceptItem).execute(execution);

    assertThat(execution.getVariable("billDue")).isEqualTo(true);
    assertThat(execution.getVariable("itemId")).isEqualTo("1.1");
    assertThat(execution.getVariable("billedComponentId")).isEqualTo(COMPONENT.toString());
  }

  @Test
  void raiseTheIncidentWhereTheFalloutIsOpenedAndResolveItWhereItIsClosed() {
    OpenFallout openFallout = mock(OpenFallout.class);
    when(openFallout.of(eq(ORDER), eq(FALLOUT), any()))
        .thenAnswer(
            call -> {
              call.<UnaryOperator<String>>getArgument(2).apply("it is not active");
              return FILE;
            });
    DelegateExecution execution = alone(Map.of("falloutId", FALLOUT.toString(), "tryLater", true));
    when(execution.createIncident("fellOut", FALLOUT.toString(), "it is not active"))
        .thenReturn(mock(Incident.class));

    new OpenFalloutDelegate(openFallout, work).execute(execution);

    verify(execution).createIncident("fellOut", FALLOUT.toString(), "it is not active");
    assertThat(execution.getVariable("shownSituation")).isEqualTo("no room");

    DecideFallout decideFallout = mock(DecideFallout.class);
    RuntimeService runtime = mock(RuntimeService.class);
    when(decideFallout.of(ORDER, FALLOUT, Optional.empty(), SOMEBODY, false))
        .thenReturn(
            new DecideFallout.Outcome(
                Decided.done(new CloseFallout.Closed(true, Optional.of("incident-1"))),
                Optional.empty()));
    CloseFalloutDelegate closeFallout =
        new CloseFalloutDelegate(decideFallout, secondPerson, runtime);
    closeFallout.execute(execution);

    verify(runtime).resolveIncident("incident-1");
    assertThat(execution.getVariable("falloutRetry")).isEqualTo(true);

    when(decideFallout.of(ORDER, FALLOUT, Optional.empty(), SOMEBODY, false))
        .thenReturn(new DecideFallout.Outcome(Decided.anew(), Optional.of(DUE)));
    closeFallout.execute(execution);
    assertThat(execution.getVariable("mayBeTakenBack")).isEqualTo(true);
    assertThat(execution.getVariable("undoUntil")).isEqualTo(Date.from(DUE));
    assertThat(execution.getVariable("decideAnew")).isEqualTo(false);
  }

  @Test
  void refuseAFormThatNamesAnotherOrder() {
    RecordVisit recordVisit = mock(RecordVisit.class);
    DelegateExecution execution =
        Executions.of(
            Map.of(
                "orderId", "PO-1008",
                "deliveryId", DELIVERY.toString(),
                "visitOutcome", "done"));

    assertThatThrownBy(() -> new RecordVisitDelegate(recordVisit).execute(execution))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("reload");
    verifyNoInteractions(recordVisit);
  }

  @Test
  void refuseAFormThatNamesAnotherDeliveryThanTheCallerDid() {
    RecordVisit recordVisit = mock(RecordVisit.class);
    DelegateExecution caller = Executions.of(Map.of("deliveryId", DELIVERY.toString()));
    DelegateExecution execution =
        Executions.calledBy(
            caller, Map.of("deliveryId", UUID.randomUUID().toString(), "visitOutcome", "done"));

    assertThatThrownBy(() -> new RecordVisitDelegate(recordVisit).execute(execution))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("deliveryId");
    verifyNoInteractions(recordVisit);
  }

  @Test
  void tellThePersonWhatIsWrong() {
    RecordVisit recordVisit = mock(RecordVisit.class);
    when(recordVisit.forDelivery(any(), any())).thenThrow(new Refused("Say what is missing."));
    DelegateExecution execution =
        Executions.of(Map.of("deliveryId", DELIVERY.toString(), "visitOutcome", "moreNeeded"));

    assertThatThrownBy(() -> new RecordVisitDelegate(recordVisit).execute(execution))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessage("Say what is missing.");
  }

  @Test
  void nameAVariableThatIsMissing() {
    DelegateExecution execution = Executions.of(Map.of());

    assertThatThrownBy(() -> new AcceptItemDelegate(mock(AcceptItem.class)).execute(execution))
        .isInstanceOf(UnfitVariable.class)
        .hasMessage("variable componentId is missing");
  }

  /** Of a model that knows of no second person. */
  private static DelegateExecution alone(Map<String, Object> variables) {
    DelegateExecution execution = Executions.of(variables);
    when(execution.getBpmnModelInstance())
        .thenReturn(Bpmn.createExecutableProcess("alone").startEvent().done());
    return execution;
  }
}
