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
class LostPlaces extends EngineSearch {

  private static final String STEP =
      """
            left join unnest(
                        cast(:definitions as text[]),
                        cast(:activities as text[]),
                        cast(:kinds as text[])) as step (definition, activity, kind)
                   on step.definition = e.proc_def_id_
                  and step.activity = e.act_id_
                where e.is_active_
                  and e.suspension_state_ = 1
      """;

  /**
   * Own work goes on by a job, at whatever step; a person's by a task with a due date; a call by an
   * external task, a message by a subscription with a timer as its deadline. Everything else waits
   * for a timer. What is suspended or stopped is found as that.
   */
  private static final String WITHOUT_JOB_AND_MESSAGE =
      """
                  and not exists (
                        select
                          from act_ru_job j
                         where j.execution_id_ = e.id_
                           and (j.retries_ = 0
                            or j.suspension_state_ = 1
                           and (step.kind is null
                            or j.handler_type_ = 'async-continuation')))
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
                           and step.kind = 'MESSAGE')
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
          + """
                  and not exists (
                        select
                          from act_ru_execution child
                         where child.parent_id_ = e.id_)
                  and not exists (
                        select
                          from act_ru_execution called
                         where called.super_exec_ = e.id_)
                  and not exists (
                        select
                          from act_ru_task t
                         where t.execution_id_ = e.id_
                           and t.due_date_ is not null)
                  and not exists (
                        select
                          from act_ru_ext_task x
                         where x.execution_id_ = e.id_)
      """
          + WITHOUT_JOB_AND_MESSAGE;

  /**
   * The same, with what goes on told apart from all places at once; of the few that are left is
   * asked whether they are places at all, and whose.
   */
  private static final String FOUND_IN_ALL =
      """
               select whose.order_id,
                      whose.definition,
                      whose.activity,
                      cast(null as timestamp) as since
                 from (
               select e.id_
                 from act_ru_execution e
      """
          + STEP
          + """
                  and not exists (
                        select
                          from (
                        select called.super_exec_ as place
                          from act_ru_execution called
                         where called.super_exec_ is not null
                         union all
                        select t.execution_id_
                          from act_ru_task t
                         where t.due_date_ is not null
                         union all
                        select x.execution_id_
                          from act_ru_ext_task x) going
                         where going.place = e.id_)
      """
          + WITHOUT_JOB_AND_MESSAGE
          + """
               offset 0) lost
           cross join lateral (
               select p.order_id,
                      p.definition,
                      p.activity
                 from place p
                where p.id = lost.id_
               offset 0) whose
                where not exists (
                        select
                          from act_ru_execution child
                         where child.parent_id_ = lost.id_)
      """;

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
  String foundInAll() {
    return FOUND_IN_ALL;
  }

  @Override
  Map<String, Object> parameters(Instant now, Supplier<Collection<Running>> running) {
    List<Waiting> steps =
        running.get().stream()
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
