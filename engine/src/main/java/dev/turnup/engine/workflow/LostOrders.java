package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.Stuck.Finding;
import org.springframework.stereotype.Component;

/** Orders for which nothing runs at all. */
@Component
class LostOrders extends EngineSearch {

  /** What looks after an order, or after what is left of it outside, does not move it. */
  private static final String BESIDE =
      "('order-escalation', 'visit-cancellation', 'fallout-resolution')";

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
                 join act_ru_execution beside
                   on beside.proc_def_id_ = d.id_
                  and beside.parent_id_ is null
                  and beside.super_exec_ is null
                 join open_order o
                   on o.id = beside.business_key_
                where d.key_ in %1$s
                  and not exists (
                        select
                          from act_ru_execution root
                         where root.business_key_ = o.id
                           and root.parent_id_ is null
                           and root.super_exec_ is null
                           and root.proc_def_key_ not in %1$s)
      """
          .formatted(BESIDE);

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
