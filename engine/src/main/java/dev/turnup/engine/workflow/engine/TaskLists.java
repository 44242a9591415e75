package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.engine.StaffGroup.Grant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * The lists that desks find in Tasklist. Each is made once: it stays as people edit it, and away
 * when they delete it. A database that has only the first of them gets the others, and one from
 * when operators had no work gets theirs.
 */
@Component
class TaskLists {

  /** A property of the database that has some of them. */
  private static final String MADE = "turnup.task-lists";

  /** Its value where there are all; before, operators had none. */
  private static final String ALL = "2";

  private static final StaffGroup[] DESKS =
      Arrays.stream(StaffGroup.values()).filter(StaffGroup::hasWork).toArray(StaffGroup[]::new);

  /** Those with a lower number stand above; each desk has its own numbers from these on. */
  private static final int MY_WORK = 100;

  private static final int SUPERVISORS_OWN = 200;
  private static final int UNASSIGNED = 300;
  private static final int OVERDUE = 400;

  /** To be called before the groups are made: where there are some, there are the first lists. */
  void createIn(ProcessEngine engine) {
    String made = engine.getManagementService().getProperties().get(MADE);
    if (ALL.equals(made)) {
      return;
    }
    if (engine.getIdentityService().createGroupQuery().count() == 0) {
      for (StaffGroup desk : DESKS) {
        createFirst(engine, desk);
      }
    }
    if (made == null) {
      createOthers(engine, DESKS);
      create(
          engine,
          SUPERVISORS_OWN,
          StaffGroup.SUPERVISORS.title(),
          byUrgency(offeredTo(engine, StaffGroup.SUPERVISORS)),
          StaffGroup.SUPERVISORS);
    }
    if (StaffGroup.OPERATORS.lacksWorkIn(engine)) {
      StaffGroup.OPERATORS.letWorkIn(engine);
      createFirst(engine, StaffGroup.OPERATORS);
      if (made != null) {
        createOthers(engine, StaffGroup.OPERATORS);
      }
    }
    engine.getManagementService().setProperty(MADE, ALL);
  }

  private static void createFirst(ProcessEngine engine, StaffGroup desk) {
    create(engine, desk.ordinal(), nameOf(desk), inTurn(desk, workOf(engine, desk)), desk);
  }

  private static void createOthers(ProcessEngine engine, StaffGroup... desks) {
    create(
        engine,
        MY_WORK,
        "My work",
        byUrgency(tasks(engine).taskAssigneeExpression(ModelExpressions.CURRENT_USER)),
        desks);
    for (StaffGroup desk : desks) {
      create(
          engine,
          UNASSIGNED + desk.ordinal(),
          nameOf(desk) + ", unassigned",
          inTurn(desk, workOf(engine, desk).taskUnassigned()),
          desk);
      create(
          engine,
          OVERDUE + desk.ordinal(),
          nameOf(desk) + ", overdue",
          inTurn(desk, workOf(engine, desk).dueBeforeExpression(ModelExpressions.NOW)),
          desk);
    }
  }

  private static String nameOf(StaffGroup desk) {
    return desk == StaffGroup.SUPERVISORS ? "All" : desk.title();
  }

  /** Supervisors look after the work of all desks. */
  private static TaskQuery workOf(ProcessEngine engine, StaffGroup desk) {
    return desk == StaffGroup.SUPERVISORS ? tasks(engine) : offeredTo(engine, desk);
  }

  private static TaskQuery offeredTo(ProcessEngine engine, StaffGroup desk) {
    return tasks(engine).taskCandidateGroup(desk.id()).includeAssignedTasks();
  }

  private static TaskQuery tasks(ProcessEngine engine) {
    return engine.getTaskService().createTaskQuery();
  }

  /** In the field it is a calendar of visits, at a desk a queue. */
  private static TaskQuery inTurn(StaffGroup desk, TaskQuery tasks) {
    return desk == StaffGroup.FIELD
        ? tasks.orderByDueDate().asc().orderByTaskPriority().desc()
        : byUrgency(tasks);
  }

  private static TaskQuery byUrgency(TaskQuery tasks) {
    return tasks.orderByTaskPriority().desc().orderByDueDate().asc();
  }

  private static void create(
      ProcessEngine engine, int number, String name, TaskQuery tasks, StaffGroup... seers) {
    Filter list = engine.getFilterService().newTaskFilter(name);
    list.setQuery(tasks);
    list.setProperties(
        Map.of(
            "priority",
            number,
            "refresh",
            true,
            "showUndefinedVariable",
            false,
            "variables",
            List.of(Map.of("name", "orderId", "label", "Order"))));
    engine.getFilterService().saveFilter(list);
    for (StaffGroup seer : seers) {
      seer.allow(engine, new Grant(Resources.FILTER, list.getId(), List.of(Permissions.READ)));
    }
  }
}
