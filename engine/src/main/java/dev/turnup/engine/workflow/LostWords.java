package dev.turnup.engine.workflow;

import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.workflow.Places.Running;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Components that wait for what they rely on although it is there. Whatever brings it about sends
 * word in the same transaction, so at no moment may both be seen: where they are, the word was
 * lost, and the component would wait until it looks again by itself, a day later.
 */
@Component
class LostWords extends PageSearch {

  /** Each is looked up where it waits, by its keys, and not for all at once: hence the offsets. */
  private static final String LOST =
      """
                exists (
                        select
                          from (
                        select cast(v.text_ as uuid) as component_id
                          from act_ru_variable v
                         where v.proc_inst_id_ = s.proc_inst_id_
                           and v.name_ = 'componentId'
                        offset 0) waiting
                         where not exists (
                        select
                          from turnup.component_dependency d
                          join turnup.component p
                            on p.id = d.relies_on_id
                         where d.component_id = waiting.component_id
                           and p.state <> 'cancelled'
                           and array_position(cast(:states as text[]), p.state)
                             < array_position(cast(:states as text[]), d.needs)
                        offset 0)
                        offset 0)
      """;

  private static final String FOUND =
      """
               select p.order_id,
                      p.definition,
                      p.activity,
                      s.created_ as since
                 from place p
                 join act_ru_event_subscr s
                   on s.execution_id_ = p.id
                  and s.event_name_ = 'prerequisites-settled'
                where not p.suspended
                  and
      """
          + LOST;

  private static final String PAGE =
      """
      with page as materialized (
               select s.id_,
                      s.proc_inst_id_
                 from act_ru_event_subscr s
                where s.event_name_ = 'prerequisites-settled'
                  and s.id_ > :after
             order by s.id_
                limit %d)
               select %s
                 from page s
      """
          .formatted(
              Places.PAGE, Places.doubtful("s.id_", Places.orderOf("s.proc_inst_id_"), LOST));

  /** As far as each has come that is not given up. */
  private static final String[] STATES =
      Stream.of(ComponentState.values()).map(ComponentState::code).toArray(String[]::new);

  LostWords(Places places) {
    super(Finding.LATE_STEP, places);
  }

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
    return Map.of("states", STATES);
  }

  @Override
  Map<String, Object> parameters(Instant now, Supplier<Collection<Running>> running) {
    return pageParameters();
  }

  @Override
  String explanation(String step, String since) {
    return step + " goes on waiting although what it relies on is there: word of it was lost";
  }
}
