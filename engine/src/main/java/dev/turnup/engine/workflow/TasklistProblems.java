package dev.turnup.engine.workflow;

import dev.turnup.engine.problem.ProblemId;
import dev.turnup.engine.problem.ProblemTasks;
import dev.turnup.engine.problem.SharedProblem;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** A task of its own in Tasklist, of no model: no order waits for it to be completed. */
@Component
class TasklistProblems implements ProblemTasks {

  private static final String SUPERVISORS = "supervisors";

  private final TaskService tasks;

  TasklistProblems(TaskService tasks) {
    this.tasks = tasks;
  }

  @Override
  public void offer(SharedProblem problem, String why, Instant due) {
    Task task = find(problem.id()).orElseGet(() -> anew(problem.id()));
    task.setName("Look after problem " + problem.id() + ": " + problem.title());
    task.setDescription(
        ("It is " + problem.state().code() + ": /operations/problems/" + problem.id() + "\n" + why)
            .strip());
    task.setDueDate(Date.from(due));
    Passing.unlessOvertaken(
        task.getId(),
        () -> {
          tasks.saveTask(task);
          tasks.addCandidateGroup(task.getId(), SUPERVISORS);
          return task;
        });
  }

  @Override
  public void withdraw(ProblemId problem) {
    find(problem)
        .map(Task::getId)
        .ifPresent(
            id ->
                Passing.unlessOvertaken(
                    id,
                    () -> {
                      tasks.deleteTask(id, "problem closed");
                      return id;
                    }));
  }

  /** Somebody may have completed it before, which history knows by the same id. */
  private Task anew(ProblemId problem) {
    tasks.deleteTask(idOf(problem), true);
    return tasks.newTask(idOf(problem));
  }

  private Optional<Task> find(ProblemId problem) {
    return Optional.ofNullable(tasks.createTaskQuery().taskId(idOf(problem)).singleResult());
  }

  private static String idOf(ProblemId problem) {
    return "problem-" + problem;
  }
}
