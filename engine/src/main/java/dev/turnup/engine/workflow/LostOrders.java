package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.Stuck.Finding;
import org.springframework.stereotype.Component;

/** Orders for which nothing runs at all. */
@Component
class LostOrders extends EngineSearch {

  /** What looks after its escalation alone does not move an order. */
  private static final String FOUND =
      """
               select o.id as order_id,
                      cast(null as text) as definition,
                      cast(null as text) as activity,
                      cast(null as timestamp) as since
                 from open_order o
                where not exists (
                        select
                          from act_ru_execution e
                         where e.business_key_ = o.id)
                union all
               select o.id,
                      null,
                      null,
                      null
                 from act_re_procdef d
                 join act_ru_execution escalation
                   on escalation.proc_def_id_ = d.id_
                  and escalation.parent_id_ is null
                 join open_order o
                   on o.id = escalation.business_key_
                where d.key_ = 'order-escalation'
                  and not exists (
                        select
                          from act_ru_execution root
                         where root.business_key_ = o.id
                           and root.parent_id_ is null
                           and root.super_exec_ is null
                           and root.proc_def_key_ <> 'order-escalation')
      """;

  LostOrders(Places places) {
    super(Finding.NO_NEXT_EVENT, places);
  }

  @Override
  String found() {
    return FOUND;
  }

  @Override
  String explanation(String step, String since) {
    return "Nothing will make the order move: no model runs for it";
  }
}
