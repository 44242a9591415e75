package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.StepTimes;
import dev.turnup.engine.escalation.StepTimes.Doer;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.workflow.ModelSteps.Kind;
import dev.turnup.engine.workflow.ModelSteps.Step;
import dev.turnup.engine.workflow.Places.Running;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Calls, and waits for word, that take longer than {@code step-time} says. Calls that wait for a
 * system that is away are not looked after one by one.
 */
@Component
class LateSteps extends EngineSearch {

  private static final String FOUND =
      """
               select p.order_id,
                      p.definition,
                      x.act_id_ as activity,
                      x.create_time_ as since
                 from act_ru_ext_task x
                 join place p
                   on p.id = x.execution_id_
                 join %1$s
                   on allowed.definition = p.definition
                  and allowed.activity = x.act_id_
                  and allowed.tier = p.tier
                where x.create_time_ < allowed.start
                  and not exists (
                        select
                          from turnup.waiting_call(cast(:at as timestamptz)) w
                          join turnup.hold_up h
                            on h.subject = 'system ' || split_part(w.topic, '.', 1)
                         where w.execution_id = x.execution_id_)
                union all
               select p.order_id,
                      p.definition,
                      s.activity_id_,
                      s.created_
                 from act_ru_event_subscr s
                 join place p
                   on p.id = s.execution_id_
                 join %1$s
                   on allowed.definition = p.definition
                  and allowed.activity = s.activity_id_
                  and allowed.tier = p.tier
                where s.event_type_ = 'message'
                  and s.activity_id_ = any (cast(:limited as text[]))
                  and s.created_ < allowed.start
      """
          .formatted(Limit.ALLOWED);

  /**
   * The same, from those that began before the latest start there is for their step: they are few,
   * and the planner, which does not know that, would read all that wait, but for the offsets.
   */
  private static final String FOUND_IN_ALL =
      """
               select whose.order_id,
                      whose.definition,
                      late.activity,
                      late.since
                 from (
               select allowed.activity,
                      max(allowed.start) as start
                 from %1$s
             group by allowed.activity) limited
           cross join lateral (
               select x.execution_id_ as place,
                      x.act_id_ as activity,
                      x.create_time_ as since,
                      true as call
                 from act_ru_ext_task x
                where x.error_msg_ is null
                  and x.act_id_ = limited.activity
                  and x.create_time_ < limited.start
                union all
               select x.execution_id_,
                      x.act_id_,
                      x.create_time_,
                      true
                 from act_ru_ext_task x
                where x.error_msg_ is not null
                  and x.act_id_ = limited.activity
                  and x.create_time_ < limited.start
                union all
               select s.execution_id_,
                      s.activity_id_,
                      s.created_,
                      false
                 from act_ru_event_subscr s
                where s.event_type_ = 'message'
                  and s.activity_id_ = limited.activity
                  and s.created_ < limited.start
               offset 0) late
           cross join lateral (
               select p.order_id,
                      p.definition,
                      p.tier
                 from place p
                where p.id = late.place
               offset 0) whose
                 join %1$s
                   on allowed.definition = whose.definition
                  and allowed.activity = late.activity
                  and allowed.tier = whose.tier
                where late.since < allowed.start
                  and not (late.call
                  and exists (
                        select
                          from turnup.waiting_call(cast(:at as timestamptz)) w
                          join turnup.hold_up h
                            on h.subject = 'system ' || split_part(w.topic, '.', 1)
                         where w.execution_id = late.place))
      """
          .formatted(Limit.ALLOWED);

  private final Places places;
  private final StepTimes stepTimes;

  LateSteps(Places places, StepTimes stepTimes) {
    super(Finding.LATE_STEP, places);
    this.places = places;
    this.stepTimes = stepTimes;
  }

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
    StepTimes.Limits times = stepTimes.asOf(now);
    List<Limit> limits = running.get().stream().flatMap(each -> limits(each, times)).toList();
    Map<String, Object> parameters = new HashMap<>(Limit.parameters(limits));
    parameters.put("at", Timestamp.from(now));
    parameters.put(
        "limited", limits.stream().map(Limit::activity).distinct().toArray(String[]::new));
    return parameters;
  }

  private Stream<Limit> limits(Running running, StepTimes.Limits times) {
    return places.steps(running.definition()).entrySet().stream()
        .flatMap(
            step ->
                earliestStart(step.getValue(), running.tier(), times)
                    .map(
                        start ->
                            new Limit(running.definition(), step.getKey(), running.tier(), start))
                    .stream());
  }

  private static Optional<Instant> earliestStart(Step step, String tier, StepTimes.Limits times) {
    return doerOf(step.kind()).flatMap(doer -> times.earliestStart(doer, step.label(), tier));
  }

  private static Optional<Doer> doerOf(Kind kind) {
    return switch (kind) {
      case CALL -> Optional.of(Doer.CALL);
      case MESSAGE -> Optional.of(Doer.MESSAGE);
      case PERSON, OTHER -> Optional.empty();
    };
  }

  @Override
  String explanation(String step, String since) {
    return step + " takes too long: it began at " + since;
  }
}
