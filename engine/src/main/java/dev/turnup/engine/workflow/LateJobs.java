package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.StepTimes;
import dev.turnup.engine.escalation.StepTimes.Doer;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.workflow.Places.Running;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Turnup's own work that is due for longer than {@code step-time} says: the job executors stand
 * still. What a worker has locked for long is found as that.
 */
@Component
class LateJobs extends EngineSearch {

  private static final String FOUND =
      """
               select p.order_id,
                      j.process_def_id_ as definition,
                      d.act_id_ as activity,
                      greatest(j.duedate_, j.create_time_) as since
                 from act_ru_job j
                 join place p
                   on p.id = j.process_instance_id_
                 join %s
                   on allowed.tier = p.tier
            left join act_ru_jobdef d
                   on d.id_ = j.job_def_id_
                where (j.duedate_ < :latest
                   or j.duedate_ is null)
                  and greatest(j.duedate_, j.create_time_) < allowed.start
                  and (j.lock_exp_time_ is null
                   or j.lock_exp_time_ <= :locked)
                  and j.retries_ > 0
                  and j.suspension_state_ = 1
      """
          .formatted(Limit.ALLOWED);

  private final StepTimes stepTimes;

  LateJobs(Places places, StepTimes stepTimes) {
    super(Finding.LATE_JOB, places);
    this.stepTimes = stepTimes;
  }

  @Override
  String found() {
    return FOUND;
  }

  @Override
  Map<String, Object> parameters(Instant now, Supplier<Collection<Running>> running) {
    StepTimes.Limits times = stepTimes.asOf(now);
    List<Limit> limits =
        running.get().stream()
            .map(Running::tier)
            .distinct()
            .flatMap(
                tier ->
                    times
                        .earliestStart(Doer.TURNUP, "", tier)
                        .map(start -> new Limit("", "", tier, start))
                        .stream())
            .toList();
    Map<String, Object> parameters = new HashMap<>(Limit.parameters(limits));
    parameters.put(
        "latest",
        Timestamp.from(
            limits.stream().map(Limit::start).max(Instant::compareTo).orElse(Instant.EPOCH)));
    parameters.put("locked", Timestamp.from(now.plus(StaleLocks.LONG)));
    return parameters;
  }

  @Override
  String explanation(String step, String since) {
    return step + " is due since " + since + ", and nobody takes it up";
  }
}
