package dev.turnup.engine.workflow;

import dev.turnup.engine.kpi.Figures;
import dev.turnup.engine.kpi.Figures.Step;
import dev.turnup.engine.kpi.OpenSteps;
import dev.turnup.engine.kpi.Tally;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where open orders are, from the engine's runtime tables, which hold nothing of orders that have
 * ended: its API counts, but tells no ages without reading each step. They are read page by page;
 * of very many steps some are read at a look, and what is told is what the last reading of all of
 * them found. Ages above half an hour are told to a tenth of a percent.
 */
@Component
class RunningSteps implements OpenSteps {

  /** What looks after an order is none of its steps. */
  private static final String BESIDE = "order-escalation";

  private static final String TASKS =
      """
               select t.id_ as id,
                      d.key_ as model,
                      d.id_ as definition,
                      t.task_def_key_ as activity,
                      t.create_time_ as since
                 from act_ru_task t
                 join act_re_procdef d
                   on d.id_ = t.proc_def_id_
                where t.id_ > :after
             order by t.id_
                limit 300
      """;

  private static final String CALLS =
      """
               select x.id_ as id,
                      d.key_ as model,
                      d.id_ as definition,
                      x.act_id_ as activity,
                      x.create_time_ as since
                 from act_ru_ext_task x
                 join act_re_procdef d
                   on d.id_ = x.proc_def_id_
                where x.id_ > :after
             order by x.id_
                limit 300
      """;

  /**
   * A timer is no step: who waits for a day does so for as long as was planned. Other subscriptions
   * are read with these, and have no activity here.
   */
  private static final String ANSWERS =
      """
               select s.id_ as id,
                      d.key_ as model,
                      d.id_ as definition,
                      case when d.id_ is not null then s.activity_id_ end as activity,
                      s.created_ as since
                 from (
               select s.id_,
                      s.execution_id_,
                      s.event_type_,
                      s.activity_id_,
                      s.created_
                 from act_ru_event_subscr s
                where s.id_ > :after
             order by s.id_
                limit 300) s
            left join act_ru_execution e
                   on e.id_ = s.execution_id_
                  and s.event_type_ = 'message'
                  and s.activity_id_ not like 'BoundaryEvent%'
                  and s.activity_id_ not like 'StartEvent%'
            left join act_re_procdef d
                   on d.id_ = e.proc_def_id_
             order by s.id_
      """;

  private final ModelSteps models;
  private final List<Reading> readings;

  RunningSteps(JdbcClient database, ModelSteps models) {
    this.models = models;
    this.readings =
        Stream.of(TASKS, CALLS, ANSWERS).map(page -> new Reading(database, page)).toList();
  }

  @Override
  public List<Step> at(Instant now, int most) {
    Ages all = new Ages();
    Map<At, Ages> places = new HashMap<>();
    for (Reading reading : readings) {
      reading
          .at(now)
          .forEach(
              (place, ages) -> {
                all.add(ages);
                places.computeIfAbsent(place, none -> new Ages()).add(ages);
              });
    }
    return Stream.concat(
            Stream.of(all.step(Figures.ALL, "")),
            places.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(At.ORDER))
                .sorted(Comparator.comparing(place -> -place.getValue().count()))
                .limit(most)
                .map(place -> step(place.getKey(), place.getValue())))
        .toList();
  }

  private Step step(At place, Ages ages) {
    ModelSteps.Step step = models.of(ages.definition).get(place.activity());
    return ages.step(
        place.model() + "/" + place.activity(), step == null ? place.activity() : step.label());
  }

  private record At(String model, String activity) {
    static final Comparator<At> ORDER = Comparator.comparing(At::model).thenComparing(At::activity);
  }

  /** A step that an order is at. */
  private record Row(
      String id,
      @Nullable String model,
      @Nullable String definition,
      @Nullable String activity,
      Timestamp since) {}

  /** How long orders are at a step. */
  private static final class Ages {

    private final Histogram seconds = new Histogram(3);
    private double oldest;
    private String definition = "";

    void add(String at, Instant since, Instant now) {
      Duration age = Duration.between(since, now);
      Duration known = age.isNegative() ? Duration.ZERO : age;
      seconds.recordValue(known.toSeconds());
      oldest = Math.max(oldest, known.toMillis() / 1e3);
      definition = later(definition, at);
    }

    void add(Ages more) {
      seconds.add(more.seconds);
      oldest = Math.max(oldest, more.oldest);
      definition = later(definition, more.definition);
    }

    private static String later(String one, String other) {
      return one.compareTo(other) > 0 ? one : other;
    }

    long count() {
      return seconds.getTotalCount();
    }

    Step step(String step, String name) {
      return new Step(step, name, count(), atPercentile(50), atPercentile(90), oldest);
    }

    private double atPercentile(double percentile) {
      return seconds.lowestEquivalentValue(seconds.getValueAtPercentile(percentile));
    }
  }

  /** Reads steps of one kind again and again. */
  private static final class Reading {

    private static final int PAGES = 500;

    private final JdbcClient database;
    private final String page;
    private final Tally<Map<At, Ages>> ages = new Tally<>(PAGES, HashMap::new);

    Reading(JdbcClient database, String page) {
      this.database = database;
      this.page = page;
    }

    Map<At, Ages> at(Instant now) {
      return ages.at(now, (read, after) -> read(read, after, now));
    }

    private Optional<String> read(Map<At, Ages> into, String after, Instant now) {
      List<Row> rows = database.sql(page).param("after", after).query(Row.class).list();
      for (Row row : rows) {
        if (row.model() != null
            && row.definition() != null
            && row.activity() != null
            && !row.model().equals(BESIDE)) {
          into.computeIfAbsent(new At(row.model(), row.activity()), place -> new Ages())
              .add(row.definition(), row.since().toInstant(), now);
        }
      }
      return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1).id());
    }
  }
}
