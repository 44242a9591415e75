package dev.turnup.engine.workflow;

import dev.turnup.engine.kpi.Figures;
import dev.turnup.engine.kpi.Figures.Step;
import dev.turnup.engine.kpi.OpenSteps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where open orders are, from the engine's runtime tables: its API counts, but tells no ages
 * without reading each step. They hold nothing of orders that have ended.
 */
@Component
class RunningSteps implements OpenSteps {

  /** A timer is no step: who waits for a day does so for as long as was planned. */
  private static final String STEPS =
      """
      with step as (
               select t.proc_def_id_ as definition,
                      t.task_def_key_ as activity,
                      t.create_time_ as since
                 from act_ru_task t
                union all
               select x.proc_def_id_,
                      x.act_id_,
                      x.create_time_
                 from act_ru_ext_task x
                union all
               select e.proc_def_id_,
                      s.activity_id_,
                      s.created_
                 from act_ru_event_subscr s
                 join act_ru_execution e
                   on e.id_ = s.execution_id_
                where s.event_type_ = 'message'
                  and s.activity_id_ is not null
                  and s.activity_id_ not like 'BoundaryEvent%'
                  and s.activity_id_ not like 'StartEvent%'),
           aged as (
               select d.key_ as model,
                      step.activity,
                      step.definition,
                      greatest(extract(epoch from cast(:now as timestamp) - step.since), 0) as age
                 from step
                 join act_re_procdef d
                   on d.id_ = step.definition
                  and d.key_ <> 'order-escalation')
               select aged.model,
                      aged.activity,
                      max(aged.definition) as definition,
                      count(*) as times,
                      percentile_disc(0.5) within group (order by aged.age) as median,
                      percentile_disc(0.9) within group (order by aged.age) as ninth,
                      max(aged.age) as oldest
                 from aged
             group by grouping sets ((), (aged.model, aged.activity))
             order by grouping(aged.model) desc,
                      count(*) desc,
                      aged.model,
                      aged.activity
                limit :most
      """;

  private final JdbcClient database;
  private final ModelSteps models;

  RunningSteps(JdbcClient database, ModelSteps models) {
    this.database = database;
    this.models = models;
  }

  @Override
  public List<Step> at(Instant now, int most) {
    return database
        .sql(STEPS)
        .param("now", Timestamp.from(now))
        .param("most", most + 1)
        .query((row, number) -> step(row))
        .list();
  }

  private Step step(ResultSet row) throws SQLException {
    String model = row.getString("model");
    String activity = row.getString("activity");
    return new Step(
        model == null ? Figures.ALL : model + "/" + activity,
        model == null ? "" : label(row.getString("definition"), activity),
        row.getLong("times"),
        row.getDouble("median"),
        row.getDouble("ninth"),
        row.getDouble("oldest"));
  }

  private String label(String definition, String activity) {
    ModelSteps.Step step = models.of(definition).get(activity);
    return step == null ? activity : step.label();
  }
}
