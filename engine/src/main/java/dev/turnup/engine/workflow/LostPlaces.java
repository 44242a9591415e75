package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.workflow.ModelSteps.Kind;
import dev.turnup.engine.workflow.Places.Running;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Every place where an order stands (an active execution without children) must have what its step
 * waits for. A job that was deleted, a message that nobody is subscribed to show up as a place with
 * nothing to move it.
 */
@Component
class LostPlaces extends PageSearch {

  /** What the steps of the models wait for, beside an execution e. */
  private static final String STEP =
      """
            left join unnest(
                        cast(:definitions as text[]),
                        cast(:activities as text[]),
                        cast(:kinds as text[])) as step (definition, activity, kind)
                   on step.definition = e.proc_def_id_
                  and step.activity = e.act_id_
      """;

  /**
   * Own work goes on by a job, at whatever step; a person's by a task with a due date; a call by an
   * external task, a message by a subscription with a timer as its deadline. Everything else waits
   * for a timer. What is suspended or stopped is found as that. Each is looked up where an
   * execution is, and not for all at once: hence the offsets.
   */
  private static final String LOST =
      """
                      e.is_active_
                  and e.suspension_state_ = 1
                  and not exists (
                        select
                          from act_ru_job j
                         where j.execution_id_ = e.id_
                           and (j.retries_ = 0
                            or j.suspension_state_ = 1
                           and (step.kind is null
                            or j.handler_type_ = 'async-continuation'))
                        offset 0)
                  and not exists (
                        select
                          from act_ru_event_subscr s
                          join act_ru_job j
                            on j.execution_id_ = s.execution_id_
                         where s.execution_id_ = e.id_
                           and s.event_type_ = 'message'
                           and s.activity_id_ = any (cast(:awaiting as text[]))
                           and s.activity_id_ = e.act_id_
                           and j.suspension_state_ = 1
                           and step.kind = 'MESSAGE'
                        offset 0)
                  and not exists (
                        select
                          from act_ru_execution called
                         where called.super_exec_ = e.id_
                        offset 0)
                  and not exists (
                        select
                          from act_ru_task t
                         where t.execution_id_ = e.id_
                           and t.due_date_ is not null
                        offset 0)
                  and not exists (
                        select
                          from act_ru_ext_task x
                         where x.execution_id_ = e.id_
                        offset 0)
                  and not exists (
                        select
                          from act_ru_execution child
                         where child.parent_id_ = e.id_
                        offset 0)
      """;

  private static final String FOUND =
      """
               select p.order_id,
                      p.definition,
                      p.activity,
                      cast(null as timestamp) as since
                 from place p
                 join act_ru_execution e
                   on e.id_ = p.id
      """
          + STEP
          + "where"
          + LOST;

  private static final String PAGE =
      """
      with page as materialized (
               select e.id_,
                      e.proc_inst_id_,
                      e.proc_def_id_,
                      e.act_id_,
                      e.is_active_,
                      e.suspension_state_
                 from act_ru_execution e
                where e.id_ > :after
             order by e.id_
                limit %d)
               select %s
                 from page e
      %s
      """
          .formatted(
              Places.PAGE, Places.doubtful("e.id_", Places.orderOf("e.proc_inst_id_"), LOST), STEP);

  private final Places places;

  LostPlaces(Places places) {
    super(Finding.NO_NEXT_EVENT, places);
    this.places = places;
  }

  private record Waiting(String definition, String activity, Kind kind) {}

  @Override
  String found() {
    return FOUND;
  }

  @Override
  String page() {
    return PAGE;
  }

  @Override
  Map<String, Object> pageParameters() {
    return parameters(places.running());
  }

  @Override
  Map<String, Object> parameters(Instant now, Supplier<Collection<Running>> running) {
    return parameters(running.get());
  }

  private Map<String, Object> parameters(Collection<Running> running) {
    List<Waiting> steps =
        running.stream()
            .map(Running::definition)
            .distinct()
            .flatMap(
                definition ->
                    places.steps(definition).entrySet().stream()
                        .map(
                            step -> new Waiting(definition, step.getKey(), step.getValue().kind())))
            .filter(waiting -> waiting.kind() != Kind.OTHER)
            .toList();
    return Map.of(
        "definitions", column(steps, Waiting::definition),
        "activities", column(steps, Waiting::activity),
        "kinds", column(steps, waiting -> waiting.kind().name()),
        "awaiting",
            steps.stream()
                .filter(waiting -> waiting.kind() == Kind.MESSAGE)
                .map(Waiting::activity)
                .distinct()
                .toArray(String[]::new));
  }

  @Override
  String explanation(String step, String since) {
    return "Nothing will make the order move at " + step;
  }

  private static String[] column(List<Waiting> steps, Function<Waiting, String> value) {
    return steps.stream().map(value).toArray(String[]::new);
  }
}
