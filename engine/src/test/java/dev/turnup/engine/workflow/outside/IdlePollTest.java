package dev.turnup.engine.workflow.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.workflow.EngineTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What looking for work costs while much of it waits for its retry. */
class IdlePollTest extends EngineTest {

  @BeforeEach
  void manyTasksWait() {
    jdbc.update(
        """
        insert into act_ru_ext_task (id_, rev_, topic_name_, retries_, lock_exp_time_,
               suspension_state_)
        select 'idle-' || n, 1, 'inventory.t' || n % 11, 1, now() + interval '1 year', 1
          from generate_series(1, 20000) n
        """);
    jdbc.execute("analyze act_ru_ext_task");
  }

  @AfterEach
  void clear() {
    jdbc.update("delete from act_ru_ext_task where id_ like 'idle-%'");
    jdbc.execute("analyze act_ru_ext_task");
  }

  @Test
  void readsNoTaskThatIsNotDue() {
    // the condition of the engine's query for topics with work
    String plan =
        String.join(
            "\n",
            jdbc.queryForList(
                """
                explain
                select distinct topic_name_
                  from act_ru_ext_task
                 where (lock_exp_time_ is null or lock_exp_time_ < now()::timestamp)
                   and (retries_ is null or retries_ > 0)
                """,
                String.class));

    assertThat(plan).contains("act_idx_ext_task_lock").doesNotContain("Seq Scan");
  }

  @Test
  void takesTheNextOfATopicByIndexHoweverManyThereAre() {
    jdbc.update("update act_ru_ext_task set lock_exp_time_ = null where id_ like 'idle-%'");
    jdbc.execute("vacuum analyze act_ru_ext_task");

    // of the engine's query for a topic's next tasks, what it asks this table
    String plan =
        String.join(
            "\n",
            jdbc.queryForList(
                """
                  explain
                  select id_
                    from act_ru_ext_task
                   where (lock_exp_time_ is null or lock_exp_time_ <= now()::timestamp)
                     and (suspension_state_ is null or suspension_state_ = 1)
                     and (retries_ is null or retries_ > 0)
                     and topic_name_ = 'inventory.t1'
                order by priority_ desc, create_time_
                   limit 16
                """,
                String.class));

    assertThat(plan).contains("act_idx_ext_task_next").doesNotContain("Sort");
  }
}
