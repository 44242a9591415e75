package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.HoldUp;
import dev.turnup.engine.escalation.HoldUpTasks;
import dev.turnup.engine.problem.ProblemId;
import dev.turnup.engine.problem.ProblemTasks;
import dev.turnup.engine.problem.SharedProblem;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/**
 * Tasks of no model, one for each thing that many orders wait for: no order waits for it to be
 * completed. A problem has its own from the beginning.
 */
@Component
public class TasklistHoldUps implements HoldUpTasks, ProblemTasks {

  private static final String SUPERVISORS = "supervisors";

  private final TaskService tasks;

  TasklistHoldUps(TaskService tasks) {
    this.tasks = tasks;
  }

  /** Whether it is one of these tasks, by its id: the engine's own are UUIDs. */
  public static boolean isOne(Task task) {
    return task.getProcessDefinitionId() == null
        && Arrays.stream(HoldUp.Kind.values())
            .map(kind -> idOf(kind.name().toLowerCase(Locale.ROOT) + " "))
            .anyMatch(task.getId()::startsWith);
  }

  @Override
  public void offer(SharedProblem problem, String why, Instant due) {
    String subject = subjectOf(problem.id());
    offer(
        subject,
        "Look after " + subject + ": " + problem.title(),
        ("It is " + problem.state().code() + ": /operations/problems/" + problem.id() + "\n" + why)
            .strip(),
        SUPERVISORS,
        due);
  }

  @Override
  public void withdraw(ProblemId problem) {
    withdraw(subjectOf(problem));
  }

  private static String subjectOf(ProblemId problem) {
    return "problem " + problem;
  }

  @Override
  public boolean isOffered(String subject) {
    return find(subject).isPresent();
  }

  @Override
  public void offer(String subject, String situation, String group, Instant due) {
    offer(subject, "Look after " + subject, situation, group, due);
  }

  private void offer(String subject, String name, String situation, String group, Instant due) {
    Task task = find(subject).orElseGet(() -> anew(subject));
    task.setName(name);
    task.setDescription(situation);
    task.setDueDate(Date.from(due));
    save(task);
    Passing.unlessOvertaken(
        task.getId(),
        () -> {
          tasks.addCandidateGroup(task.getId(), group);
          return task;
        });
  }

  /** Somebody may be completing it. */
  private void save(Task task) {
    Passing.unlessOvertaken(
        task.getId(),
        () -> {
          tasks.saveTask(task);
          return task;
        });
  }

  @Override
  public void retell(String subject, String situation) {
    find(subject)
        .filter(task -> !situation.equals(task.getDescription()))
        .ifPresent(
            task -> {
              task.setDescription(situation);
              save(task);
            });
  }

  @Override
  public void withdraw(String subject) {
    find(subject)
        .map(Task::getId)
        .ifPresent(
            id ->
                Passing.unlessOvertaken(
                    id,
                    () -> {
                      tasks.deleteTask(id, "it is over");
                      return id;
                    }));
  }

  /** Somebody may have completed it before, which history knows by the same id. */
  private Task anew(String subject) {
    tasks.deleteTask(idOf(subject), true);
    return tasks.newTask(idOf(subject));
  }

  private Optional<Task> find(String subject) {
    return Optional.ofNullable(tasks.createTaskQuery().taskId(idOf(subject)).singleResult());
  }

  private static String idOf(String subject) {
    return subject.replace(' ', '-');
  }
}
