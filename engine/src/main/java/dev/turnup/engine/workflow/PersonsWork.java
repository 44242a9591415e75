package dev.turnup.engine.workflow;

import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.Notes.Note;
import dev.turnup.engine.order.OpenTasks;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Shortened;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/**
 * What a form shows of the work that comes next. The notes on the order stand below what happened,
 * the newest first, from when the work comes up.
 */
@Component
public class PersonsWork implements OpenTasks {

  private static final Variable<String> ORDER = Variable.text("shownOrder");
  private static final Variable<String> CUSTOMER = Variable.text("shownCustomer");
  private static final Variable<String> ADDRESS = Variable.text("shownAddress");
  private static final Variable<String> PRODUCT = Variable.text("shownProduct");
  private static final Variable<String> SITUATION = Variable.text("shownSituation");
  private static final Variable<String> OPTIONS = Variable.text("shownOptions");

  private static final String SCHEDULE = "Task_ScheduleInstallation";
  private static final Pattern LINE_END = Pattern.compile("\\s*\\R\\s*");
  private static final String HEADING = "\n\nNotes of the order:";

  /** Characters of the notes that are shown; with all else the engine keeps no longer text. */
  private static final int MOST = 1_500;

  /** Characters of each, so that a long one hides no other. */
  private static final int MOST_OF_ONE = 300;

  private final Notes notes;
  private final TaskService tasks;

  PersonsWork(Notes notes, TaskService tasks) {
    this.notes = notes;
    this.tasks = tasks;
  }

  void show(VariableScope scope, CaseFile file) {
    ORDER.on(scope, file.order());
    CUSTOMER.on(scope, file.customer());
    ADDRESS.on(scope, file.address());
    PRODUCT.on(scope, file.product());
    SITUATION.on(scope, file.situation());
    OPTIONS.on(scope, file.options());
  }

  /** Shows the notes of now in work that comes up. */
  public void showNotesIn(VariableScope work, OrderId order) {
    SITUATION
        .ifAnyFrom(work)
        .ifPresent(shown -> SITUATION.on(work, withoutNotes(shown) + notesOf(order)));
  }

  /** Shows the notes of now to those who have their work already. */
  void showNotes(OrderId order) {
    retell(
        tasks.createTaskQuery().processInstanceBusinessKey(order.value()).list(),
        order,
        before -> before);
  }

  /** Tells those who look for a slot by hand that the customer's wish is another one now. */
  void showWish(OrderId order) {
    retell(
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(order.value())
            .taskDefinitionKey(SCHEDULE)
            .list(),
        order,
        before -> "The customer wants it at another time now. Search again first.");
  }

  /** Tells those who have this work of the order what the situation is now. */
  void showSituation(OrderId order, String task, String situation) {
    retell(
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(order.value())
            .taskDefinitionKey(task)
            .list(),
        order,
        before -> situation);
  }

  private void retell(List<Task> work, OrderId order, UnaryOperator<String> situation) {
    for (Task task : work) {
      SITUATION
          .ifAnyFrom(tasks.getVariables(task.getId(), List.of(SITUATION.name())))
          .map(PersonsWork::withoutNotes)
          .ifPresent(
              shown ->
                  tasks.setVariable(
                      task.getId(),
                      SITUATION.name(),
                      SITUATION.kept(situation.apply(shown) + notesOf(order))));
    }
  }

  @Override
  public Optional<String> labelOf(OrderId order, String task) {
    return Optional.ofNullable(
            tasks
                .createTaskQuery()
                .taskId(task)
                .processInstanceBusinessKey(order.value())
                .singleResult())
        .map(Task::getName);
  }

  private static String withoutNotes(String shown) {
    return shown.split(HEADING, 2)[0];
  }

  private String notesOf(OrderId order) {
    List<Note> said = new ArrayList<>(notes.on(order));
    Collections.reverse(said);
    return said.isEmpty()
        ? ""
        : HEADING
            + Shortened.to(
                MOST, said.stream().map(PersonsWork::line).collect(Collectors.joining()));
  }

  /** A note is one line, so that none can look like another's. */
  private static String line(Note note) {
    String about = note.about().isEmpty() ? "" : " (" + note.about() + ")";
    String said = note.author() + about + ": " + note.text();
    return "\n" + LINE_END.matcher(Shortened.to(MOST_OF_ONE, said)).replaceAll(" / ");
  }
}
